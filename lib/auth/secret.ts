import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '#lib/config.ts'
import { codeOf } from '#lib/errors.ts'

/** Two starts at the same moment agree on one. @throws when the file holds too little, or cannot be read */
export function loadSecret({ secret, dataDir }: Pick<Settings, 'secret' | 'dataDir'>): string {
  if (secret) return secret
  const file = join(dataDir, 'secret')
  if (!existsSync(file)) makeOnce(file, dataDir)
  const kept = readFileSync(file, 'utf8').trim()
  if (kept.length >= 32) return kept
  throw new Error(
    `${file} is not a whole secret. Put back the one from a backup, or remove the file for a new one.`,
  )
}

// The secret gets its name only when it is wholly written, and only if no one else's has it already.
function makeOnce(file: string, dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  try {
    writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600, flush: true })
    linkSync(draft, file)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
}
