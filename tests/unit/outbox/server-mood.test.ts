import { expect, test } from 'vitest'
import { watchServerMood } from '#lib/outbox/server-mood.ts'

const minute = 60_000
const mailTo = (who: string) => ({ id: `mail-${who}`, recipient: `${who}@example.org` })

test('several recipients refused in a row are the server’s fault, one recipient is not', () => {
  const mood = watchServerMood(() => 0)
  const refused = { kind: 'refused', answer: '550' } as const
  mood.learn(refused, mailTo('a'))
  mood.learn(refused, { ...mailTo('a'), id: 'another' })
  expect([mood.refusesMany(), mood.wronglyRefused()]).toEqual([false, []])
  mood.learn(refused, mailTo('b'))
  expect(mood.refusesMany()).toBe(true)
  expect(mood.wronglyRefused()).toEqual(['mail-a', 'another', 'mail-b'])
  expect(mood.wronglyRefused()).toEqual([])
  mood.learn({ kind: 'sent', answer: '250' }, mailTo('c'))
  mood.learn(refused, mailTo('a'))
  expect(mood.refusesMany()).toBe(false)
})

test('recipients refused at different times are no row', () => {
  let now = 0
  const mood = watchServerMood(() => now)
  mood.learn({ kind: 'refused', answer: '550' }, mailTo('a'))
  now += 11 * minute
  mood.learn({ kind: 'refused', answer: '550' }, mailTo('b'))
  expect([mood.refusesMany(), mood.wronglyRefused()]).toEqual([false, []])
})

test('a server that takes some and puts off several limits how many it takes', () => {
  let now = 0
  const mood = watchServerMood(() => now)
  const later = { kind: 'later', answer: '451' } as const
  mood.learn(later, mailTo('a'))
  mood.learn(later, mailTo('b'))
  expect(mood.isLimiting()).toBe(false)
  mood.learn({ kind: 'sent', answer: '250' }, mailTo('c'))
  expect(mood.isLimiting()).toBe(true)
  now += 11 * minute
  expect(mood.isLimiting()).toBe(false)
})
