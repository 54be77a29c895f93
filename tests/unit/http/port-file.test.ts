import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { asServed, notePort, processNoted } from '#lib/http/port-file.ts'

function settingsIn(siteUrlGiven = false) {
  const dataDir = mkdtempSync(join(tmpdir(), 'broadsheet-port-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  return { dataDir, port: 3000, siteUrl: 'http://localhost:3000', siteUrlGiven }
}

test('a command learns where the site that runs is reached, until that ends', () => {
  const settings = settingsIn()
  expect(asServed(settings)).toBe(settings)
  const forget = notePort({ ...settings, port: 4321 })
  expect(asServed(settings)).toEqual({ ...settings, port: 4321, siteUrl: 'http://localhost:4321' })
  expect(processNoted(settings.dataDir)).toEqual({ port: 4321, pid: process.pid })
  forget()
  expect(asServed(settings)).toBe(settings)
  expect(processNoted(settings.dataDir)).toBeUndefined()
  expect(existsSync(join(settings.dataDir, 'port'))).toBe(false)
})

test('an address that was given stays, whatever the port', () => {
  const settings = { ...settingsIn(true), siteUrl: 'https://example.org' }
  notePort({ ...settings, port: 4321 })
  expect(asServed(settings)).toBe(settings)
})

test.each(['', 'x', '0\n1', '65536\n1', '-1\n1', '3000.5\n1', '{}'])(
  'a note that is none is passed over: %j',
  (note) => {
    const settings = settingsIn()
    writeFileSync(join(settings.dataDir, 'port'), note)
    expect(asServed(settings)).toBe(settings)
  },
)

test('of a process that is gone only the port is known', () => {
  const settings = settingsIn()
  writeFileSync(join(settings.dataDir, 'port'), '4321\n999999999\n')
  expect(asServed(settings).port).toBe(4321)
  expect(processNoted(settings.dataDir)).toBeUndefined()
})

test('a data folder that cannot be written keeps nothing from starting', () => {
  const settings = settingsIn()
  const forget = notePort({ dataDir: join(settings.dataDir, 'gone'), port: 4321 })
  expect(forget).not.toThrow()
})
