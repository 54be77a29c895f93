import { expect, test } from 'vitest'
import { localDay, localStamp } from '#lib/time/format.ts'
import { readMoment } from '#lib/time/moment.ts'
import { fromLocal } from '#lib/time/zone.ts'

const minute = 60_000
const hour = 60 * minute

/** With changes of an hour, of half of one, at midnight, of a whole day, of a past by the sun, and with none. */
const zones = [
  ...['Europe/London', 'Europe/Dublin', 'America/New_York', 'America/St_Johns', 'Australia/Lord_Howe'],
  ...['Asia/Beirut', 'America/Havana', 'Africa/Casablanca', 'Asia/Kathmandu', 'Pacific/Apia', 'Asia/Tehran'],
  ...['Pacific/Chatham', 'America/Sao_Paulo', 'Antarctica/Troll', 'Pacific/Kiritimati', 'UTC'],
]

/** Milliseconds of what the clocks show, by a way of its own: the parts of a format in another calendar's words. */
function wallAt(at: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-GB-u-ca-iso8601', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  })
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** The moments of a year at which the clocks of a place change, to the minute. */
function changesIn(year: number, timeZone: string): number[] {
  const ahead = (at: number) => wallAt(at, timeZone) - at
  const changes: number[] = []
  for (let day = Date.UTC(year, 0, 1); day < Date.UTC(year + 1, 0, 1); day += 24 * hour) {
    if (ahead(day) === ahead(day + 24 * hour)) continue
    let [low, high] = [day, day + 24 * hour]
    while (high - low > minute) {
      const middle = low + Math.round((high - low) / 2 / minute) * minute
      if (ahead(middle) === ahead(low)) low = middle
      else high = middle
    }
    changes.push(high)
  }
  return changes
}

test.each(zones)('around each change of the clocks in %s a time by the clocks is that moment', (timeZone) => {
  for (const year of [2011, 2026])
    for (const change of changesIn(year, timeZone))
      for (let at = change - 3 * hour; at <= change + 3 * hour; at += 10 * minute) {
        const wall = wallAt(at, timeZone)
        const found = fromLocal(wall, timeZone)
        expect(wallAt(found, timeZone), new Date(at).toISOString()).toBe(wall)
        // What the clocks show twice means the first.
        expect(found).toBeLessThanOrEqual(at)
      }
})

test.each(zones)(
  'what the clocks of %s skip is as long after the change, and never goes back',
  (timeZone) => {
    for (const change of changesIn(2026, timeZone)) {
      const skipped = wallAt(change, timeZone) - wallAt(change - minute, timeZone) - minute
      if (skipped <= 0) continue
      for (let into = 0; into < skipped; into += 5 * minute) {
        const wall = wallAt(change - minute, timeZone) + minute + into
        expect(fromLocal(wall, timeZone) - change).toBe(into)
      }
    }
  },
)

test.each(zones)('a stamp of %s is read as the moment it was made of', (timeZone) => {
  for (let at = Date.UTC(2026, 0, 1, 0, 30, 5); at < Date.UTC(2027, 0, 1); at += 61 * hour) {
    const read = readMoment(localStamp(at, timeZone), timeZone)
    if ('problem' in read) throw new Error(read.problem)
    expect([at, at - hour]).toContain(read.moment.at)
    expect(read.moment.day).toBe(localDay(at, timeZone))
  }
})

const offsets = ['Z', 'z', '+00:00', '-00:00', '+01', '+0530', '+05:45', '-03:30', '+14:00', '-12:00']

test.each(offsets)('with the offset %s a date means what ISO 8601 says of it', (offset) => {
  const whole = /^z$/i.test(offset)
    ? 'Z'
    : `${offset.slice(0, 3)}:${offset.slice(3).replace(':', '') || '00'}`
  for (const year of ['0001', '0099', '1582', '1900', '1970', '2000', '2024', '2026', '9998'])
    for (const day of ['01-01', '02-28', '06-30', '12-31'])
      for (const time of ['00:00', '23:59', '12:30:45', '00:00:00.001', '09:08:07,5'])
        for (const sign of ['T', 't', ' ']) {
          const typed = `${year}-${day}${sign}${time}${offset}`
          const read = readMoment(typed, 'America/New_York')
          const standard = Date.parse(`${year}-${day}T${time.replace(',', '.')}${whole}`)
          expect(read, typed).toEqual({ moment: { typed, day: `${year}-${day}`, at: standard } })
        }
})

test('a day is in the calendar or is told with the days that its month has', () => {
  for (const year of [1900, 2000, 2023, 2024, 2100])
    for (let month = 1; month <= 12; month++) {
      const days = new Date(Date.UTC(year, month, 0)).getUTCDate()
      for (const day of [0, 1, 28, 29, 30, 31, 32]) {
        const typed = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
        const read = readMoment(typed, 'UTC')
        if (day >= 1 && day <= days) expect(read).toHaveProperty('moment.day', typed)
        else expect(read).toHaveProperty('problem', expect.stringContaining(` ${year} has ${days} days`))
      }
    }
})

/** As people and other systems write a day: what is advised in its place. */
const spelled: [typed: string, advised: string | undefined][] = [
  ['20 November 2026', '2026-11-20'],
  ['Nov 20 2026', '2026-11-20'],
  ['Friday, 20 Nov 2026', '2026-11-20'],
  ['20-Nov-2026', '2026-11-20'],
  ['2026 Nov 20', '2026-11-20'],
  ['2026.11.20', '2026-11-20'],
  ['20261120', '2026-11-20'],
  ['20/11/2026', '2026-11-20'],
  ['20 Nov 2026 9:30 PM', '2026-11-20T21:30'],
  ['20 Nov 2026 12:00 AM', '2026-11-20T00:00'],
  ['2026-11-20 12:15 am', '2026-11-20T00:15'],
  ['20 Nov 2026 23:30 EST', '2026-11-21T04:30Z'],
  ['Nov 20 2026 9:30 +0530', '2026-11-20T04:00Z'],
  ['Fri, 20 Nov 2026 09:30:00 GMT', '2026-11-20T09:30Z'],
  ['29 February 2024', '2024-02-29'],
  ['31 December 2026', '2026-12-31'],
  // No such day: the one after it is another day than anybody meant.
  ['31 November 2026', undefined],
  ['November 31, 2026', undefined],
  ['30 Feb 2026', undefined],
  ['Feb 29, 2025', undefined],
  ['31 June 2026 9:30', undefined],
  ['31 Sep 2026 2:00 EST', undefined],
  ['2026.11.31', undefined],
  ['31/11/2026', undefined],
  ['20261131', undefined],
  ['2026-W47-5', undefined],
  ['Advent 2026', undefined],
]

test.each(spelled)('in place of “%s” is advised: %s', (typed, advised) => {
  const read = readMoment(typed, 'Europe/London')
  const told = 'problem' in read ? /write (\S+)$/.exec(read.problem)?.[1] : 'taken'
  expect(told).toBe(advised)
  if (told) expect(readMoment(told, 'Europe/London')).toHaveProperty('moment')
})
