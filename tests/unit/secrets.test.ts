import { expect, test } from 'vitest'
import { parseSettings } from '#lib/config.ts'
import { maskAddresses, maskPersons, maskSecretsOf } from '#lib/secrets.ts'
import { watchProcessor } from '../support/processor-time.ts'

function masked(env: Record<string, string>, text: string): string {
  const read = parseSettings(env)
  if ('problems' in read) throw new Error(read.problems.join())
  return maskSecretsOf(read.settings)(text)
}

test.each([
  ['postgres://site:pass-word@db.example:5432/x', 'postgres://…@db.example:5432/x'],
  [
    'getaddrinfo ENOTFOUND "smtp://a%40b:p%3Aw@mail.example"',
    'getaddrinfo ENOTFOUND "smtp://…@mail.example"',
  ],
  [
    'postgres://db.example/x?sslmode=require&password=hunter2&a=b',
    'postgres://db.example/x?sslmode=require&password=…&a=b',
  ],
  ['https://www.example.org/a@b', 'https://www.example.org/a@b'],
])('%s is shown without user and password', (text, shown) => {
  expect(maskAddresses(text)).toBe(shown)
})

test('the secrets of the settings are masked as they stand there, and as they are meant', () => {
  const env = {
    DATABASE_URL: 'postgres://site:one%2Fpassword@db.example/x',
    SMTP_URL: 'smtp://site:another%20one@mail.example',
    SECRET: 'a secret of the tests',
    METRICS_TOKEN: 'metrics-token',
  }
  const text =
    'one%2Fpassword one/password another%20one another one a secret of the tests metrics-token site'
  expect(masked(env, text)).toBe('… … … … … … site')
})

test('a password that is a word is masked in an address only', () => {
  const env = { SMTP_URL: 'smtp://site:mail@mail.example' }
  expect(masked(env, 'a mail by smtp://site:mail@mail.example')).toBe('a mail by smtp://…@mail.example')
})

test('masking takes time in proportion to the text', () => {
  const spent = watchProcessor()
  for (const part of ['://', '://a', 'a:', '@', '&password=', '://'.repeat(10)])
    maskAddresses(part.repeat(100_000))
  // Seconds where it were in its square: minutes.
  expect(spent()).toBeLessThan(20_000)
})

test.each([
  ["550 5.1.1 <Ann.O'Hara+x@mail.example>: unknown", '550 5.1.1 <…@mail.example>: unknown'],
  ['at node_modules/@scope/name/index.js:1:2', 'at node_modules/@scope/name/index.js:1:2'],
  [
    'GET /moderate/reply-01k-abc?x and https://www.example.org/staff/sign-in/0abc',
    'GET /moderate/…?x and https://www.example.org/staff/sign-in/…',
  ],
  ['at app/moderate/[token]/page.js', 'at app/moderate/[token]/page.js'],
])('of “%s” a log says “%s”', (text, shown) => {
  expect(maskPersons(text)).toBe(shown)
})
