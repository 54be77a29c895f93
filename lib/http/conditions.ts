import type { IncomingHttpHeaders } from 'node:http'

type State = {
  /** Strong, without quotes. */
  etag: string
  /** Milliseconds since 1970. */
  modified: number
  size: number
}

/** From its first byte to its last, both of it. */
export type Part = { first: number; last: number }

type Verdict =
  | { status: 200 | 304 | 412 | 416; part?: undefined }
  | {
      status: 206
      part: Part
    }

/** The order is that of RFC 9110, 13.2.2. */
export function judged(
  method: string | undefined,
  asked: IncomingHttpHeaders,
  state: State,
  now: number,
): Verdict {
  const { etag } = state
  const seconds = Math.floor(state.modified / 1000) * 1000
  const before = (header: string | undefined) => seconds > dateIn(header)
  const match = asked['if-match']
  if (match !== undefined ? !names(match, etag, true) : before(asked['if-unmodified-since']))
    return { status: 412 }
  const none = asked['if-none-match']
  const isKnown =
    none !== undefined ? names(none, etag, false) : seconds <= dateIn(asked['if-modified-since'])
  if (isKnown) return { status: 304 }
  // A range is of GET alone (14.2).
  if (method !== 'GET' || !isWanted(asked['if-range']?.toString(), state, seconds, now))
    return { status: 200 }
  const part = partIn(asked.range, state.size)
  if (part === undefined) return { status: 200 }
  return part === 'none' ? { status: 416 } : { status: 206, part }
}

/**
 * One range of bytes (14.1.2). Undefined for all that may be answered whole: another unit, several ranges, what is no
 * range at all.
 */
export function partIn(header: string | undefined, size: number): Part | 'none' | undefined {
  const [, from, to] = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header ?? '') ?? []
  if (from === undefined || to === undefined || from + to === '') return undefined
  if (from === '') {
    const length = Math.min(Number(to), size)
    if (length) return { first: size - length, last: size - 1 }
    return Number(to) ? undefined : 'none'
  }
  const first = Number(from)
  const last = to === '' ? size - 1 : Number(to)
  if (to !== '' && last < first) return undefined
  return first < size ? { first, last: Math.min(last, size - 1) } : 'none'
}

/** A date within the last second could be that of two versions (8.8.2.2). */
function isWanted(
  header: string | undefined,
  { etag, modified }: State,
  seconds: number,
  now: number,
): boolean {
  if (header === undefined) return true
  if (/^(?:W\/)?"/.test(header.trim())) return names(header, etag, true)
  return dateIn(header) === seconds && now - modified > 1000
}

function names(header: string, etag: string, isStrong: boolean): boolean {
  if (header.trim() === '*') return true
  const all = header.split(',').map((one) => one.trim())
  return all.includes(`"${etag}"`) || (!isStrong && all.includes(`W/"${etag}"`))
}

/** The three forms of a date, the last of which does not say that it is Greenwich's (RFC 9110, 5.6.7). */
const httpDate =
  /^[A-Z][a-z]{2,8}(?:, \d{1,2}[ -][A-Z][a-z]{2}[ -]\d{2,4} [\d:]{8} GMT| [A-Z][a-z]{2} [ \d]\d [\d:]{8} \d{4})$/

/** NaN for what is no date of HTTP: it compares with nothing. */
function dateIn(header = ''): number {
  return httpDate.test(header) ? Date.parse(header.replace(/(?: GMT)?$/, ' GMT')) : Number.NaN
}
