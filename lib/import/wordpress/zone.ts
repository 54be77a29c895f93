/** One moment by the clock of the world and by that of the old site, both in milliseconds. */
export type Sample = { at: number; local: number }

/** The most likely for a language whose offsets fit several. */
const likely: Readonly<Record<string, readonly string[]>> = {
  ar: ['Asia/Riyadh', 'Africa/Cairo'],
  de: ['Europe/Berlin', 'Europe/Vienna', 'Europe/Zurich'],
  en: [
    'Europe/London',
    'America/New_York',
    'America/Chicago',
    'America/Denver',
    'America/Los_Angeles',
    'Australia/Sydney',
    'Pacific/Auckland',
  ],
  es: ['Europe/Madrid', 'America/Mexico_City', 'America/Bogota', 'America/Argentina/Buenos_Aires'],
  fr: ['Europe/Paris', 'America/Toronto', 'Europe/Brussels'],
  he: ['Asia/Jerusalem'],
  it: ['Europe/Rome'],
  ja: ['Asia/Tokyo'],
  nl: ['Europe/Amsterdam'],
  pt: ['America/Sao_Paulo', 'Europe/Lisbon'],
  ru: ['Europe/Moscow'],
  zh: ['Asia/Shanghai'],
}

/** An export names no zone, but holds most dates twice. @returns undefined where none fits all of them */
export function guessZone(samples: readonly Sample[], lang: string | undefined): string | undefined {
  const each = new Map(
    samples.map(({ at, local }) => [
      `${new Date(at).toISOString().slice(0, 7)} ${local - at}`,
      { at, local },
    ]),
  )
  const some = [...each.values()].slice(0, 200)
  if (!some.length) return undefined
  if (some.every(({ at, local }) => at === local)) return 'UTC'
  const first = likely[lang?.split('-')[0] ?? ''] ?? []
  return [...first, ...Object.values(likely).flat(), ...Intl.supportedValuesOf('timeZone')].find((zone) =>
    fits(zone, some),
  )
}

function fits(zone: string, samples: readonly Sample[]): boolean {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  return samples.every(
    ({ at, local }) => Math.abs(Date.parse(`${format.format(at).replace(' ', 'T')}Z`) - local) < 60_000,
  )
}
