import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { loadSecret } from '#lib/auth/secret.ts'

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-secret-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

test('a given secret is taken, and no file is made', () => {
  const dataDir = newFolder()
  expect(loadSecret({ secret: 'given by the operator', dataDir })).toBe('given by the operator')
  expect(readdirSync(dataDir)).toEqual([])
})

test('a secret is made once, for the owner alone, and kept', () => {
  const dataDir = join(newFolder(), 'not', 'there', 'yet')
  const secret = loadSecret({ secret: undefined, dataDir })
  expect(secret).toMatch(/^[0-9a-f]{64}$/)
  expect(loadSecret({ secret: undefined, dataDir })).toBe(secret)
  expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600)
  expect(readdirSync(dataDir)).toEqual(['secret'])
})

test('several starts at the same moment agree on one secret', async () => {
  const dataDir = newFolder()
  const module = new URL('../../../lib/auth/secret.ts', import.meta.url).href
  const program = `import { loadSecret } from ${JSON.stringify(module)}
    process.stdout.write(loadSecret({ secret: undefined, dataDir: ${JSON.stringify(dataDir)} }))`
  const secrets = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const [secret] = await Promise.all([text(child.stdout), once(child, 'exit')])
      return secret
    }),
  )
  expect(new Set(secrets)).toEqual(new Set([readFileSync(join(dataDir, 'secret'), 'utf8').trim()]))
})

test('a secret file that was cut short stops the start with a way out', () => {
  const dataDir = newFolder()
  writeFileSync(join(dataDir, 'secret'), 'abc')
  expect(() => loadSecret({ secret: undefined, dataDir })).toThrow('is not a whole secret')
})
