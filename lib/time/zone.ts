/** @param wall milliseconds, what the clocks show read as if it were UTC */
export function fromLocal(wall: number, timeZone: string): number {
  // The offset a day before and a day after are those on both sides of any change between them.
  const before = wall - offsetAt(wall - 86_400_000, timeZone)
  const after = wall - offsetAt(wall + 86_400_000, timeZone)
  if (before + offsetAt(before, timeZone) === wall) return before
  if (after + offsetAt(after, timeZone) === wall) return after
  // Skipped: with the offset from before, it falls as long after the change as was typed.
  return before
}

const formats = new Map<string, Intl.DateTimeFormat>()

function offsetAt(instant: number, timeZone: string): number {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(timeZone, format)
  }
  const part: Record<string, string> = {}
  for (const { type, value } of format.formatToParts(instant)) part[type] = value
  const year = part.era === 'BC' ? 1 - Number(part.year) : Number(part.year)
  const clock = Date.UTC(
    2000,
    Number(part.month) - 1,
    Number(part.day),
    Number(part.hour),
    Number(part.minute),
    Number(part.second),
  )
  return new Date(clock).setUTCFullYear(year) - Math.floor(instant / 1000) * 1000
}
