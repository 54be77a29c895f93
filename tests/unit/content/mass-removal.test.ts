import { expect, test } from 'vitest'
import { createRemovals } from '#lib/content/mass-removal.ts'

const patience = 60_000

/** A folder of so many articles; each step says what a look sees, and when. */
function folder(known: number) {
  const removals = createRemovals(patience)
  let there = known
  return {
    held: removals.held,
    look(now: number, gone: number, { added = 0, isWhole = true } = {}): boolean {
      const isHeld = removals.isHeld({ gone, added, known: there, isWhole }, now)
      if (!isHeld) {
        there += added - gone
        removals.taken(gone - added, now)
      }
      return isHeld
    },
  }
}

test.each([
  [100, 50, false],
  [100, 51, true],
  [100, 100, true],
  [20, 10, false],
  [20, 11, true],
  // So few may go whatever their share: an editor who tidies up.
  [10, 10, false],
  [1, 1, false],
])('of %d articles %d go at once: held %s', (known, gone, isHeld) => {
  expect(folder(known).look(0, gone)).toBe(isHeld)
})

test('what stays away for as long as patience lasts was meant', () => {
  const site = folder(100)
  expect(site.look(0, 100)).toBe(true)
  expect(site.held()).toBe(100)
  expect(site.look(patience - 1, 100)).toBe(true)
  expect(site.look(patience, 100)).toBe(false)
  expect(site.held()).toBe(0)
})

test('what comes back ends the hold, and the next removal is one by itself', () => {
  const site = folder(100)
  expect(site.look(0, 100)).toBe(true)
  expect(site.look(10_000, 0)).toBe(false)
  expect(site.held()).toBe(0)
  expect(site.look(20_000, 3)).toBe(false)
  expect(site.look(30_000, 90)).toBe(true)
  expect(site.look(30_000 + patience - 1, 90)).toBe(true)
})

test('renamed articles are gone under one name and there under another', () => {
  expect(folder(100).look(0, 100, { added: 100 })).toBe(false)
  expect(folder(100).look(0, 100, { added: 40 })).toBe(true)
})

test('a folder that is emptied slowly is emptied all the same', () => {
  const site = folder(100)
  for (let step = 0; step < 5; step++) expect(site.look(step * 1000, 10), `${step}`).toBe(false)
  expect(site.look(6000, 10)).toBe(true)
})

test('removals that lie more than a minute apart do not count together', () => {
  const site = folder(100)
  expect(site.look(0, 40)).toBe(false)
  expect(site.look(61_000, 20)).toBe(false)
})

test('a look at a few files alone holds nothing by what it has not seen, and ends no hold', () => {
  const site = folder(100)
  expect(site.look(0, 0, { isWhole: false })).toBe(false)
  expect(site.look(1000, 100)).toBe(true)
  expect(site.look(2000, 0, { isWhole: false })).toBe(false)
  expect(site.look(3000, 100)).toBe(true)
})
