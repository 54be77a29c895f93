import { expect, test } from 'vitest'
import { enquiryStatuses, enquiryTransitions, isEnquiryStep, stepsFrom } from '#lib/enquiries/enquiry.ts'
import { changesIn, type Event, standing, standingOf, undoableStep } from '#lib/events/event.ts'
import { judge, judgeUndo, type Transition } from '#lib/events/transition.ts'
import { isReplyDecision, replyDecisionsFrom, replyStatuses, replyTransitions } from '#lib/replies/reply.ts'
import { chances } from '../../support/chances.ts'

const tables = [
  { of: 'replies', statuses: replyStatuses, transitions: replyTransitions, begins: ['waiting', 'held'] },
  { of: 'enquiries', statuses: enquiryStatuses, transitions: enquiryTransitions, begins: ['new', 'held'] },
] as const

test.each(tables)('each button of $of leads somewhere else, and each status is reached', (table) => {
  const transitions: Transition<string>[] = Object.values(table.transitions)
  const reached = new Set<string>(table.begins)
  for (const { from, to } of transitions) {
    expect(from).not.toContain(to)
    expect(new Set(from).size).toBe(from.length)
    for (const status of [...from, to]) expect(table.statuses).toContain(status)
    reached.add(to)
  }
  expect([...reached].sort()).toEqual([...table.statuses].sort())
  // What has come in can be decided about, wherever it stands.
  for (const begin of table.begins) for (const { from } of transitions) expect(from, begin).toContain(begin)
})

test('a button is one of the table, and nothing that every object has', () => {
  const inherited = ['constructor', 'toString', '__proto__', 'hasOwnProperty', '', 'APPROVE', 'approve ']
  expect(inherited.filter((name) => isReplyDecision(name) || isEnquiryStep(name))).toEqual([])
  for (const status of replyStatuses)
    for (const decision of replyDecisionsFrom(status)) expect(replyTransitions[decision].to).not.toBe(status)
  for (const status of enquiryStatuses)
    for (const step of stepsFrom(status)) expect(enquiryTransitions[step].to).not.toBe(status)
  expect(replyDecisionsFrom('all')).toEqual(Object.keys(replyTransitions))
})

type Status = (typeof replyStatuses)[number]
const people = ['anna@example.org', 'ben@example.org', undefined]

/** One item that several people press buttons of, each as they saw it at some moment: as the two stores keep it. */
function item() {
  const history: Event<Status>[] = []
  let status: Status = 'waiting'
  const now = () => {
    const isOpen = status === 'waiting' || status === 'held'
    return standingOf({ status, createdAt: 0 }, history, { isOpen })
  }
  const add = (event: object, by: string | undefined) =>
    history.push({
      id: String(history.length),
      at: history.length + 1,
      isUndone: false,
      ...event,
      ...(by && { by }),
    } as never)
  return {
    history,
    now,
    press(decision: keyof typeof replyTransitions, by: string | undefined, seen: number | undefined) {
      const verdict = judge<Status>(now(), replyTransitions[decision], { by, seen })
      if (verdict.kind === 'take') {
        add({ kind: 'step', from: status, to: replyTransitions[decision].to }, by)
        status = replyTransitions[decision].to
      }
      return verdict
    },
    undo(by: string | undefined, seen: number) {
      const step = undoableStep(history)
      const verdict = judgeUndo<Status, NonNullable<typeof step>>(now(), step, { by, seen })
      if (verdict.kind === 'take') {
        add({ kind: 'undo', from: status, to: verdict.step.from }, by)
        status = verdict.step.from
        const at = history.findIndex(({ id }) => id === verdict.step.id)
        history[at] = { ...verdict.step, isUndone: true }
      }
      return verdict
    },
  }
}

test('whoever presses what, nobody overrules what they have not seen, and what is undone is as it was', () => {
  const next = chances(19)
  const decisions = Object.keys(replyTransitions).filter(isReplyDecision)
  for (let round = 0; round < 200; round++) {
    const one = item()
    for (let step = 0; step < 25; step++) {
      const before = one.now()
      const seen = Math.max(0, before.version - next(3))
      const by = people[next(people.length)]
      const decision = decisions[next(decisions.length)] ?? 'approve'
      const isUndo = next(4) === 0
      const verdict = isUndo ? one.undo(by, seen) : one.press(decision, by, seen)
      const after = one.now()
      if (verdict.kind !== 'take') {
        expect(after).toEqual(before)
        // A second click is no news to who made the first, and to nobody else.
        if (verdict.kind === 'done') expect([after.lastChange?.by, after.version]).toEqual([by, seen + 1])
        else expect(verdict).toMatchObject({ kind: 'stale', status: before.status })
        continue
      }
      expect(seen).toBe(before.version)
      expect(after.version).toBe(before.version + 1)
      expect(after.lastChange).toMatchObject({ status: after.status, ...(isUndo && { isUndo: true }) })
      if (!isUndo) {
        expect(replyTransitions[decision].from).toContain(before.status)
        // The same click again, from the same page.
        expect(one.press(decision, by, seen).kind).toBe(by === undefined ? 'stale' : 'done')
        expect(one.now()).toEqual(after)
        if (next(2)) {
          expect(one.undo(by, after.version).kind).toBe('take')
          expect(one.now().status).toBe(before.status)
        }
      }
    }
    expect(changesIn(one.history)).toBe(one.history.length)
    expect(standing(one.history).every(({ isUndone, kind }) => !isUndone && kind === 'step')).toBe(true)
  }
})

test('without a page that was seen only what is open is decided about', () => {
  const one = item()
  expect(one.press('approve', 'anna@example.org', undefined).kind).toBe('take')
  expect(one.press('spam', 'ben@example.org', undefined)).toMatchObject({
    kind: 'stale',
    by: 'anna@example.org',
  })
  expect(one.undo('ben@example.org', 1).kind).toBe('take')
  expect(one.press('spam', 'ben@example.org', undefined).kind).toBe('take')
})
