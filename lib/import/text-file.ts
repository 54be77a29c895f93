import { stringify } from 'yaml'
import { segmenterFor } from '#lib/content/reading-time.ts'
import { formatOf } from '#lib/time/format.ts'
import { readMoment } from '#lib/time/moment.ts'
import type { OldDate } from './model.ts'

/** The fields in the order in which a person writes them; those without a value are left out. */
export function textFile(fields: Readonly<Record<string, unknown>>, markdown: string): string {
  const given = Object.entries(fields).filter(
    ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && !value.length),
  )
  const yaml = stringify(Object.fromEntries(given), { lineWidth: 0 }).trimEnd()
  return `---\n${yaml}\n---\n\n${markdown.trim()}\n`
}

/** Milliseconds since 1970; undefined for what no calendar has. */
export function instantOf(date: OldDate | undefined, zone: string): number | undefined {
  if (!date) return undefined
  if ('at' in date) return date.at
  const read = readMoment(date.local.trim().replace(' ', 'T'), zone)
  return 'moment' in read ? read.moment.at : undefined
}

/** As the clocks there showed it, with their distance from UTC: the same moment wherever it is read. */
export function written(at: number, zone: string): string {
  const local = formatOf('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(at)
  const ahead = Math.round(
    (Date.parse(`${local.replace(' ', 'T')}Z`) - Math.floor(at / 1000) * 1000) / 60_000,
  )
  const two = (number: number) => String(Math.floor(number)).padStart(2, '0')
  const offset =
    ahead === 0 ? 'Z' : `${ahead < 0 ? '-' : '+'}${two(Math.abs(ahead) / 60)}:${two(Math.abs(ahead) % 60)}`
  return `${local.replace(' ', 'T')}${offset}`
}

const longest = 220

/** The first sentences, as many as fit. */
export function firstSentences(text: string, lang: string): string {
  const start = text
    .slice(0, 5 * longest)
    .replace(/\s+/g, ' ')
    .trim()
  let out = ''
  for (const { segment } of segmenterFor(lang, 'sentence').segment(start)) {
    if (out && (out + segment).length > longest) break
    out += segment
  }
  out = out.trim()
  if (out.length <= longest) return out
  // Without spaces it may be cut within a sign.
  return `${out.slice(0, longest).replace(/\s+\S*$|[\ud800-\udbff]$/, '')}…`
}
