import { expect, test } from 'vitest'
import { createSettling, quietOnce } from '#lib/content/write-finish.ts'

const version = { mtimeMs: 1, size: 1, ino: 1, mode: 0o644, uid: 0 }
const path = 'articles/old.mdx'

test('a removal is named by the look that began when it was due, and by no earlier one', () => {
  const settling = createSettling(new Map([[path, version]]))
  const gone = new Map([[path, undefined]])
  const seenFrom = performance.now()
  expect(settling.look(gone, seenFrom)).toEqual(new Map())
  const due = performance.now() + quietOnce

  // A look that begins a moment too early takes long enough for the removal to become due meanwhile.
  const early = seenFrom + quietOnce - 1
  expect(settling.hasRemovalDue(early)).toBe(false)
  expect(settling.look(gone, early)).toEqual(new Map())

  expect(settling.hasRemovalDue(due)).toBe(true)
  expect(settling.look(gone, due)).toEqual(gone)
})

test('as many files as a large site has may change at once', () => {
  const settling = createSettling(new Map())
  settling.look(new Map(Array.from({ length: 300_000 }, (_, at) => [`${at}`, version])), performance.now())
  expect(Number.isFinite(settling.until())).toBe(true)
})
