import { expect, test } from 'vitest'
import { parseSettings } from '#lib/config.ts'
import { one, pageNumber, queryOf, withQuery } from '#lib/desk/query.ts'
import { queuePath, queues, readPlace, readTold } from '#lib/desk/replies-query.ts'
import { enquiryFilters, readEnquiryQuery } from '#lib/enquiries/filter.ts'
import { formNamed, hasForms, lastPart, seenVersion } from '#lib/forms/form.ts'
import { planNotices, stages } from '#lib/reminders/plan.ts'
import { siteForms } from '#lib/site-forms.ts'

const hostile = [
  '',
  ' ',
  '&',
  '=',
  '?',
  '#',
  '%',
  '%zz',
  '+',
  'a b',
  'ä',
  '漢',
  '🙂',
  '"',
  '<',
  '__proto__',
  'a&b=c',
  '\n',
]

test('a place at the desk is the same one after it went through an address', () => {
  for (const queue of queues)
    for (const text of hostile)
      for (const page of [undefined, 2, 99]) {
        const place = {
          queue,
          ...(page && { page }),
          ...(text && { search: text, article: text, person: text }),
        }
        const path = queuePath({ ...place, told: text || undefined, decision: text || undefined })
        const query = queryOf(new URL(path, 'https://example.org').search)
        expect(readPlace(query), path).toEqual(place)
        expect(readTold(query)).toEqual({ count: undefined, ...(text && { told: text, decision: text }) })
      }
})

test('of a name that stands twice the first counts, and a query of nothing is none', () => {
  expect(one(queryOf('?a=1&a=2&b='), 'a')).toBe('1')
  expect(one({ a: ['1', '2'] }, 'a')).toBe('1')
  expect(one({ a: [] }, 'a')).toBeUndefined()
  expect(withQuery('/x', { a: undefined, b: '', c: 0 })).toBe('/x?c=0')
  expect(withQuery('/x', { a: undefined })).toBe('/x')
})

test.each([
  ['1', 1],
  ['2', 2],
  ['999999', 999_999],
  ...['', '0', '-1', '1.5', 'x', 'Infinity', '1e400', 'NaN', '9007199254740993', undefined].map(
    (text) => [text, 1] as const,
  ),
] as const)('the page %j is page %i', (page, number) => {
  expect(pageNumber({ page })).toBe(number)
  expect(readEnquiryQuery({ page }).page ?? 1).toBe(Number(page) > 999_999 ? 1 : number)
})

test('what is asked of the enquiries is one of the lists that there are', () => {
  for (const filter of enquiryFilters) expect(readEnquiryQuery({ filter })).toEqual({ filter })
  for (const odd of [...hostile, 'constructor', 'OPEN']) {
    const { search, ...read } = readEnquiryQuery({ filter: odd, assigned: odd, page: odd, search: odd })
    expect(read).toEqual({})
    expect(search).toBe(odd.trim() || undefined)
  }
  expect(readEnquiryQuery({ assigned: ['mine', 'unassigned'] })).toEqual({ assigned: 'mine' })
  expect(readEnquiryQuery({ search: 'x'.repeat(5000) }).search).toHaveLength(200)
})

test('a form is known by its name and where it stands, by nothing that every object has', () => {
  const forms = siteForms
  for (const name of ['constructor', '__proto__', 'toString', '', 'REPLY', 'reply '])
    for (const path of ['/articles/tea', '/contact', '/staff', '/nowhere', '/'])
      expect(formNamed(forms, path, { form: name })).toBeUndefined()
  for (const [name, { at }] of Object.entries(forms))
    for (const pattern of at) {
      const path = pattern.replace(/:(\w+)/g, (_, part) => (part === 'reference' ? 'E-7K3QX' : 'x'))
      expect(hasForms(forms, path), `${name} at ${pattern}`).toBe(true)
      expect(formNamed(forms, path, { form: name })).toBe(name)
      expect(formNamed(forms, '/nowhere/at/all', { form: name })).toBeUndefined()
    }
  expect(hasForms(forms, '/archive')).toBe(false)
  expect(['0', '7', '999999999', '', '-1', '1.0', '9999999999', 'x'].map(seenVersion)).toEqual([
    ...[0, 7, 999_999_999, undefined, undefined, undefined, undefined, undefined],
  ])
  expect([lastPart('/a/b'), lastPart('/'), lastPart('')]).toEqual(['b', '', ''])
})

const hour = 3_600_000

test('of each enquiry everybody is told each stage once, whenever the site was down', () => {
  const place = { promise: { hours: 24 }, timeZone: 'Europe/London' }
  const staff = ['anna@example.org', 'ben@example.org']
  const enquiry = { id: 'a', status: 'new', createdAt: 0, dueAt: 24 * hour }
  for (const step of [1, 3, 7, 13, 30]) {
    const told = new Set<string>()
    const sent: string[] = []
    for (let now = 0; now <= 60 * hour; now += step * hour) {
      const plan = planNotices({ enquiries: [enquiry as never], told }, staff, now, place)
      sent.push(...plan.notices.map(({ recipient, stage }) => `${stage} ${recipient}`))
      for (const name of plan.names) {
        expect(told.has(name)).toBe(false)
        told.add(name)
      }
    }
    expect(new Set(sent).size).toBe(sent.length)
    expect(told.size).toBe(stages.length)
    for (const recipient of staff) expect(sent).toContain(`overdue ${recipient}`)
  }
  const assigned = { ...enquiry, assignedTo: 'ben@example.org' } as never
  const noticesAt = (now: number) =>
    planNotices({ enquiries: [assigned], told: new Set() }, staff, now, place).notices.map(
      ({ recipient }) => recipient,
    )
  expect(noticesAt(17 * hour)).toEqual(['ben@example.org'])
  expect(noticesAt(25 * hour)).toEqual(staff)
})

test.each<[name: string, value: string, isTaken: boolean]>([
  ...['1', '80', '65535', '0080'].map((port): [string, string, boolean] => ['PORT', port, true]),
  ...['0', '65536', '-1', '3000.5', '3e3', 'http', ' 80'].map((port): [string, string, boolean] => [
    'PORT',
    port,
    false,
  ]),
  ...['https://www.example.org', 'http://localhost:3000/', 'https://münchen.example'].map(
    (url): [string, string, boolean] => ['SITE_URL', url, true],
  ),
  ...[
    'www.example.org',
    'https://example.org/blog',
    'https://example.org/?a',
    'ftp://example.org',
    'https://a@b.example',
  ].map((url): [string, string, boolean] => ['SITE_URL', url, false]),
  ...['file:./x.db', 'postgres://localhost/x', 'postgresql://u:p@h/x'].map(
    (url): [string, string, boolean] => ['DATABASE_URL', url, true],
  ),
  ...['file:', 'mysql://x/y', './x.db', 'postgres://'].map((url): [string, string, boolean] => [
    'DATABASE_URL',
    url,
    false,
  ]),
  ...['smtp://localhost', 'smtps://u:p@h:465'].map((url): [string, string, boolean] => [
    'SMTP_URL',
    url,
    true,
  ]),
  ...['localhost:25', 'http://h', 'smtp:'].map((url): [string, string, boolean] => ['SMTP_URL', url, false]),
  ...['no-reply@example.org', 'site@localhost'].map((one): [string, string, boolean] => [
    'MAIL_FROM',
    one,
    true,
  ]),
  ...['Site <a@b.example>', 'a@b.example, c@d.example', '@', 'a@'].map((one): [string, string, boolean] => [
    'MAIL_FROM',
    one,
    false,
  ]),
  ['FORM_LIMITS', 'off', true],
  ['FORM_LIMITS', 'no', false],
  ['TRUST_PROXY', '16', true],
  ['TRUST_PROXY', '17', false],
  ['SECRET', 'x'.repeat(16), true],
  ['SECRET', 'x'.repeat(15), false],
  ['LOG_LEVEL', 'debug', true],
  ['LOG_LEVEL', 'verbose', false],
])('%s as “%s” is taken: %s, else it is told by its name, in one line', (name, value, isTaken) => {
  const read = parseSettings({ [name]: value })
  if (isTaken) expect(read).toHaveProperty('settings')
  else
    expect('problems' in read && read.problems.length === 1 && read.problems[0]).toMatch(
      new RegExp(`^${name}[^\n]+$`),
    )
})
