import { chmod, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Settings } from '#lib/config.ts'

type Place = Pick<Settings, 'dataDir'>

export const lastName = 'last-backup'

/** @param at milliseconds since 1970 */
export async function noteBackup({ dataDir }: Place, at: number): Promise<void> {
  const file = join(dataDir, lastName)
  // Whoever makes the backups, such as root, need not be who runs the site.
  await rm(file, { force: true })
  await writeFile(file, `${new Date(at).toISOString()}\n`)
  await chmod(file, 0o644)
}

/** Milliseconds since 1970, of the last one in which nothing was missing; undefined when none is known. */
export async function lastBackup({ dataDir }: Place): Promise<number | undefined> {
  const noted = await readFile(join(dataDir, lastName), 'utf8').catch(() => '')
  const at = Date.parse(noted.trim())
  return Number.isNaN(at) ? undefined : at
}
