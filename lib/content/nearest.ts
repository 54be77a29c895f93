/** From each name in the lists to what its list stands for. */
export function byName(lists: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(lists).flatMap(([meant, names]) => names.split(' ').map((name) => [name, meant] as const)),
  )
}

/** Damerau–Levenshtein distance, in its restricted form; more than `most` is not counted to its end. */
export function distance(a: string, b: string, most = Number.POSITIVE_INFINITY): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (isSame ? 0 : 1))
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (isSwapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      next.push(cost)
      least = Math.min(least, cost)
    }
    if (least > most) return most + 1
    before = row
    row = next
  }
  return row[b.length] ?? 0
}

export function nearest(typed: string, known: Iterable<string>): string | undefined {
  const wanted = plain(typed)
  let best: { name: string; steps: number } | undefined
  for (const name of known) {
    if (Math.abs(name.length - typed.length) > 4) continue
    const steps = distance(wanted, plain(name))
    if (!best || steps < best.steps) best = { name, steps }
  }
  // Of a single letter every other one is near.
  const near = typed.length < 2 ? 0 : Math.max(1, Math.floor(typed.length / 3))
  return best && best.steps <= near ? best.name : undefined
}

/** ` Did you mean "title"?`, or nothing. */
export function didYouMean(typed: string, known: Iterable<string>): string {
  const name = nearest(typed, known)
  return name === undefined ? '' : ` Did you mean "${name}"?`
}

/** `a, b and c`. */
export function listed(names: readonly string[], word: 'and' | 'or' = 'and'): string {
  if (names.length > most) return `${names.slice(0, most).join(', ')} and ${names.length - most} more`
  if (names.length < 2) return names.join('')
  return `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`
}

const most = 30

/** At most 60 letters, of a text that a message names. */
export function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '')
}
