import type { OldDate } from '../model.ts'

const numeric =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:(?:[Tt,\s]\s*)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(.*))?$/i

/** In each form that Hugo, Jekyll, js-yaml and TOML take, and as people type it; a time without a zone is the old site's. */
export function readDate(typed: string): OldDate | undefined {
  const text = typed.trim().replace(/\s+/g, ' ')
  if (/^\d{12,13}$/.test(text)) return { at: Number(text) }
  if (/^\d{10}$/.test(text)) return { at: Number(text) * 1000 }
  const joined = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z)?)?$/.exec(text)
  if (joined) return made(joined)
  const match = numeric.exec(text)
  if (match) {
    const [all, year, month, day, hour, minute, second, half, zone] = match
    return made([all, year, month, day, hour && hours(hour, half), minute, second, zone])
  }
  const turned =
    /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:,? (\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([ap]\.?m\.?))?(?: ?(\D.*))?)?$/i.exec(
      text,
    )
  if (turned) {
    const [all, first = '', sign, second = '', year, hour, minute, seconds, half, zone] = turned
    const isDayFirst = sign === '.' || Number(first) > 12
    const [day, month] = isDayFirst ? [first, second] : [second, first]
    return made([all, year, month, day, hour && hours(hour, half), minute, seconds, zone])
  }
  return spelled(text)
}

function spelled(text: string): OldDate | undefined {
  const parts =
    /(?:^|[\s,])(\d{1,2})(?:st|nd|rd|th|er|\.)?(?: de| of)? (\p{L}{3,})\.?,?(?: de)? (\d{4})/iu.exec(text) ??
    turnedParts(/(\p{L}{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})/iu.exec(text))
  if (!parts) return undefined
  const [all, day, name = '', year] = parts
  const month = monthOf(name)
  if (!month) return undefined
  const rest = text.slice(text.indexOf(year ?? '', parts.index ?? 0) + 4)
  const time = /(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]\.?m\.?)?\s*(.*)$/i.exec(rest)
  return made([
    all,
    year,
    String(month),
    day,
    time?.[1] && hours(time[1], time[4]),
    time?.[2],
    time?.[3],
    time?.[5],
  ])
}

function turnedParts(parts: RegExpExecArray | null) {
  if (!parts) return null
  const [all, name, day, year] = parts
  return Object.assign([all, day, name, year], { index: parts.index })
}

function hours(hour: string, half: string | undefined): string {
  return half ? String((Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0)) : hour
}

function made(parts: readonly (string | undefined)[]): OldDate | undefined {
  const [, year = '', month = '', day = '', hour, minute = '00', second = '00', zone = ''] = parts
  const two = (text: string) => text.padStart(2, '0')
  const bare = `${year}-${two(month)}-${two(day)}`
  const [years, months, days] = [Number(year), Number(month), Number(day)]
  // The first year is a template's word for none.
  if (years < 1000) return undefined
  const inCalendar = new Date(Date.UTC(years, months - 1, days))
  if (inCalendar.getUTCMonth() !== months - 1 || inCalendar.getUTCDate() !== days) return undefined
  if (hour === undefined) return { local: bare }
  // 21:43:79 is a slip of the pen: the day is right.
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return { local: bare }
  const clock = `${two(hour)}:${two(minute)}:${two(second)}`
  const ahead = offsetOf(zone)
  if (ahead === undefined) return { local: `${bare} ${clock}` }
  return { at: Date.parse(`${bare}T${clock}Z`) - ahead * 60_000 }
}

const zones: Readonly<Record<string, number>> = {
  Z: 0,
  UTC: 0,
  GMT: 0,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  CET: 60,
  CEST: 120,
  BST: 60,
  JST: 540,
}

/** In minutes. */
function offsetOf(zone: string): number | undefined {
  const named = zones[zone.trim().toUpperCase()]
  if (named !== undefined) return named
  const [, sign, hour, minute = '0'] = /^(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d{2})?\b/i.exec(zone.trim()) ?? []
  if (!sign) return undefined
  return (sign === '-' ? -1 : 1) * (Number(hour) * 60 + Number(minute))
}

let monthNames: Map<string, number> | undefined

function monthOf(name: string): number | undefined {
  monthNames ??= new Map(
    ['en', 'fr', 'de', 'es', 'pt', 'it', 'nl', 'tr'].flatMap((lang) =>
      (['long', 'short'] as const).flatMap((month) => {
        const format = new Intl.DateTimeFormat(lang, { month, timeZone: 'UTC' })
        return Array.from({ length: 12 }, (_, index): [string, number] => [
          plainName(format.format(Date.UTC(2001, index, 1))),
          index + 1,
        ])
      }),
    ),
  )
  const plain = plainName(name)
  return monthNames.get(plain) ?? monthNames.get(plain.slice(0, 3))
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/\./g, '').normalize('NFKD').replace(/\p{M}/gu, '')
}
