import { expect, test } from 'vitest'
import { healthOf, whenMailsLeave } from '#lib/outbox/health.ts'
import type { OutboxState } from '#lib/outbox/worker.ts'

const minute = 60_000
const well: OutboxState = { transport: 'ok', waiting: 0, retrying: 0, failed: 0, oldestWaitingMs: 0 }
const warnings = (state: Partial<OutboxState>) => healthOf({ ...well, ...state } as OutboxState).warnings

test('mail that leaves warns of nothing, also while some waits for a while', () => {
  expect(healthOf(well)).toMatchObject({ isWell: true, warnings: [] })
  expect(warnings({ waiting: 3, retrying: 1, oldestWaitingMs: 15 * minute })).toEqual([])
})

test('a refused login, a server that is away, an old mail and a failed one each have a sentence', () => {
  expect(warnings({ transport: 'login-refused', answer: '535 Wrong user or password' })).toEqual([
    'The mail server refuses our login: all mail waits until SMTP_URL is right. It said: 535 Wrong user or password',
  ])
  expect(warnings({ transport: 'unreachable', answer: 'ECONNREFUSED' })).toEqual([
    'The mail server takes no mail: all mail waits and leaves when it answers again. It said: ECONNREFUSED',
  ])
  expect(warnings({ waiting: 1, oldestWaitingMs: 15 * minute + 1 })).toEqual([
    'The oldest mail has been waiting for 15 minutes.',
  ])
  expect(warnings({ waiting: 1, oldestWaitingMs: 200 * minute })).toEqual([
    'The oldest mail has been waiting for 3 hours.',
  ])
  expect(warnings({ transport: 'not-encrypted', answer: '502 No STARTTLS' })).toEqual([
    'The mail server offers no encryption (STARTTLS) for our login: all mail waits until SMTP_URL is right. It said: 502 No STARTTLS',
  ])
  expect(warnings({ wronglyRefused: 2 }).join()).toContain('refuses 2 mails for good')
  expect(warnings({ doubtful: 1 }).join()).toContain('leaves 1 mail without an answer')
  expect(warnings({ fromFuture: 1 }).join()).toContain('1 mail that waits was made in the future')
  expect(warnings({ failed: 1 })).toEqual(['1 mail was refused for good.'])
  expect(warnings({ failed: 2 })).toEqual(['2 mails were refused for good.'])
})

test('a mail is promised at once only while the server takes mail, and never where there is no server', () => {
  const leaves = (state: Partial<OutboxState>) => whenMailsLeave({ ...well, ...state } as OutboxState)
  expect(leaves({ waiting: 3, failed: 1 })).toBe('at-once')
  for (const transport of ['unreachable', 'login-refused', 'not-encrypted'] as const)
    expect(leaves({ transport, answer: '' })).toBe('later')
  expect(leaves({ waiting: 1, oldestWaitingMs: 15 * minute + 1 })).toBe('later')
  expect(leaves({ waiting: 1, wronglyRefused: 1 })).toBe('later')
  expect(leaves({ keepsFiles: true })).toBe('never')
  expect(leaves({ keepsFiles: true, transport: 'unreachable', answer: '' })).toBe('never')
})
