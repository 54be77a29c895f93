import { expect, test } from 'vitest'
import { watchServerFaults } from '#lib/outbox/server-faults.ts'

const minute = 60_000
const mailTo = (who: string) => ({ id: `mail-${who}`, recipient: `${who}@example.org` })

test('several recipients refused in a row are the server’s fault, one recipient is not', () => {
  const faults = watchServerFaults([], () => 0)
  const bounced = { kind: 'bounced', answer: '550' } as const
  faults.judge(bounced, mailTo('a'))
  faults.judge(bounced, { ...mailTo('a'), id: 'another' })
  expect([faults.bouncesMany(), faults.wronglyBounced()]).toEqual([false, []])
  faults.judge(bounced, mailTo('b'))
  expect(faults.bouncesMany()).toBe(true)
  expect(faults.wronglyBounced()).toEqual(['mail-a', 'another', 'mail-b'])
  expect(faults.wronglyBounced()).toEqual([])
  faults.judge({ kind: 'sent', answer: '250' }, mailTo('c'))
  faults.judge(bounced, mailTo('a'))
  expect(faults.bouncesMany()).toBe(false)
})

test('recipients refused at different times are no row', () => {
  let now = 0
  const faults = watchServerFaults([], () => now)
  faults.judge({ kind: 'bounced', answer: '550' }, mailTo('a'))
  now += 11 * minute
  faults.judge({ kind: 'bounced', answer: '550' }, mailTo('b'))
  expect([faults.bouncesMany(), faults.wronglyBounced()]).toEqual([false, []])
})

test('a server that takes some and puts off several limits how many it takes', () => {
  let now = 0
  const faults = watchServerFaults([], () => now)
  const later = { kind: 'deferred', answer: '451' } as const
  faults.judge(later, mailTo('a'))
  faults.judge(later, mailTo('b'))
  expect(faults.isLimiting()).toBe(false)
  faults.judge({ kind: 'sent', answer: '250' }, mailTo('c'))
  expect(faults.isLimiting()).toBe(true)
  now += 11 * minute
  expect(faults.isLimiting()).toBe(false)
})

test('a demand for a login is made for one recipient alone only where others are taken', () => {
  const demand = { kind: 'login-demanded', answer: '530' } as const
  const faults = watchServerFaults(['staff@example.org'], () => 0)
  const judged = (who: string) => faults.judge(demand, mailTo(who)).kind
  expect(judged('a')).toBe('login-refused')
  faults.judge({ kind: 'sent', answer: '250' }, mailTo('c'))
  expect([judged('a'), judged('a')]).toEqual(['deferred', 'deferred'])
  expect(judged('staff')).toBe('login-refused')
  expect(judged('b')).toBe('login-refused')
})
