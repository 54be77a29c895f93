import { expect, test } from 'vitest'
import { parseEnquiry } from '#lib/enquiries/form.ts'

const good = { name: 'Ada', email: 'ada@example.org', phone: '', organisation: '', requirements: 'A site.' }

function errorsOf(changed: Record<string, unknown>): Record<string, string> {
  const parsed = parseEnquiry({ ...good, ...changed })
  return 'errors' in parsed ? parsed.errors : {}
}

test('a good enquiry is taken; what was left empty has no value', () => {
  expect(parseEnquiry(good)).toEqual({
    ok: {
      name: 'Ada',
      email: 'ada@example.org',
      phone: undefined,
      organisation: undefined,
      requirements: 'A site.',
    },
  })
})

test('an empty enquiry is told what to enter', () => {
  expect(errorsOf({ name: '', email: '', requirements: ' ' })).toEqual({
    name: 'Enter your name',
    email: 'Enter your email address',
    requirements: 'Enter your requirements',
  })
})

test.for([
  ['01632 960 001', '01632 960 001'],
  ['+44 (0)808 157-0192 ext. 12', '+44 (0)808 157-0192 ext. 12'],
  ['+1.555.0100 x7', '+1.555.0100 x7'],
  ['０１６３２ ９６０ ００１', '01632 960 001'],
  ['٠٥٠ ١٢٣ ٤٥٦٧', '050 123 4567'],
  ['+۹۸ (۲۱) ۱۲۳۴', '+98 (21) 1234'],
  ['०२२ २३४५', '022 2345'],
  ['01632‑960–001', '01632-960-001'],
  ['999', '999'],
] as const)('the telephone number %s is kept as %s', ([typed, kept]) => {
  const parsed = parseEnquiry({ ...good, phone: typed })
  expect('ok' in parsed && parsed.ok.phone).toBe(kept)
})

test.for(['call me', '12', '+44 drop table', '=1+1', '<b>1234</b>', '++--()', 'ext 12'])(
  'the telephone number %s is refused with an example',
  (phone) => {
    expect(errorsOf({ phone })).toEqual({
      phone: 'Enter a phone number, like 01632 960 001 or +44 808 157 0192',
    })
  },
)

test('lengths have a message for each field', () => {
  expect(
    errorsOf({ phone: '1'.repeat(41), organisation: 'o'.repeat(151), requirements: 'r'.repeat(5001) }),
  ).toEqual({
    phone: 'Your phone number must be 40 characters or fewer; it has 41',
    organisation: 'Your organisation must be 150 characters or fewer; it has 151',
    requirements: 'Your requirements must be 5,000 characters or fewer; it has 5,001',
  })
})
