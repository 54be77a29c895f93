import { expect, test } from 'vitest'
import { isId, isReference, newReference, ulid } from '#lib/ulid.ts'

test('an id has 26 small letters and digits, and is never given twice', () => {
  const ids = Array.from({ length: 10_000 }, () => ulid())
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(isId(id)).toBe(true)
})

test('ids sort by the time they were made', () => {
  const times = [0, 1, 31, 32, 1_000, 1_764_000_000_000, 1_764_000_000_001, 2 ** 48 - 1]
  const ids = times.map((at) => ulid(at))
  expect([...ids].sort()).toEqual(ids)
})

test('a reference can be read out without doubt', () => {
  for (let i = 0; i < 10_000; i++) expect(newReference()).toMatch(/^E-[2-9BCDFGHJKMNPQRSTVWXYZ]{5}$/)
})

test('a reference is recognised as people type it', () => {
  expect(isReference('E-7K3QX')).toBe(true)
  expect(isReference('e-7k3qx')).toBe(true)
  expect(isReference('E-7K3Q')).toBe(false)
  expect(isReference('7K3QX')).toBe(false)
})
