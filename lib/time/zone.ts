import { formatOf } from './format.ts'

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

/** Milliseconds; by the second where clocks went by the sun, as `GMT-00:01:15`. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = formatOf('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(instant)
  const zone = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign, hours = 0, minutes = 0, seconds = 0] = /([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(zone) ?? []
  const offset = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)
  return (sign === '-' ? -offset : offset) * 1000
}
