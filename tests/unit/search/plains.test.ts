import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createPlains } from '#lib/search/plains.ts'
import { patience } from '../../support/patience.ts'
import { openFiles } from '../content/open-files.ts'

const limits = { most: 100, together: 50 }
const text = (number: number) => Buffer.from(`the text of number ${number}`.padEnd(40))

function plainsIn(hasRoom: (bytes: number) => Promise<boolean>) {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-plains-'))
  const file = join(folder, 'cache', 'plain')
  const plains = createPlains(file, hasRoom, limits)
  onTestFinished(async () => {
    await plains.clear()
    rmSync(folder, { recursive: true, force: true })
  })
  for (let number = 0; number < 9; number++) plains.add(`hash-${number}`, text(number))
  return { plains, onDisk: () => openFiles(file).map(({ size }) => size) }
}

test('texts that are too many for the memory are given back from the disk, and leave nothing there', async () => {
  const { plains, onDisk } = plainsIn(async () => true)
  await vi.waitFor(() => expect(onDisk()).toEqual([3 * 80]), patience)
  for (let number = 0; number < 9; number++)
    expect(Buffer.from((await plains.get(`hash-${number}`)) ?? [])).toEqual(text(number))
  await plains.clear()
  expect(onDisk()).toEqual([])
  expect(await plains.get('hash-0')).toBeUndefined()
})

test('where the disk is nearly full they are let go, and what is in memory stays', async () => {
  const { plains } = plainsIn(async () => false)
  await vi.waitFor(async () => expect(await plains.get('hash-4')).toBeUndefined(), patience)
  expect(await plains.get('hash-1')).toEqual(text(1))
})
