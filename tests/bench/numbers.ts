/** The middle of some numbers; of an even count, the mean of both in the middle. NaN of none. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  return ((sorted[Math.ceil(half) - 1] ?? Number.NaN) + (sorted[Math.floor(half)] ?? Number.NaN)) / 2
}

/** The number below which a share of them lies (nearest rank). @param share from 0 to 1 */
export function percentile(numbers: readonly number[] | Float64Array, share: number): number {
  const sorted = Float64Array.from(numbers).sort()
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

/** How far apart the rounds lay, in percent of their median. */
export function spread(numbers: readonly number[]): number {
  return ((Math.max(...numbers) - Math.min(...numbers)) / median(numbers)) * 100
}

/** With thousands set apart and as many digits as a reader can use. */
export function format(number: number): string {
  if (!Number.isFinite(number)) return '–'
  const digits = Math.abs(number) >= 100 ? 0 : Math.abs(number) >= 10 ? 1 : 2
  return number.toLocaleString('en-GB', { maximumFractionDigits: digits })
}
