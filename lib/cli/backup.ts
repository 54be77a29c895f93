import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { noteBackup } from '#lib/backup/last.ts'
import { type Backup, makeBackup } from '#lib/backup/make.ts'
import type { Settings } from '#lib/config.ts'
import { messageOf } from '#lib/errors.ts'
import { fileCommand, missingDatabase, refuse, runPrivately, type Terminal } from './terminal.ts'

const usage = `Usage:
  npm run backup -- FILE           what is in DATA_DIR and CONTENT_DIR, and .env, as one archive, such as
                                   backup.tar.gz; the site may be running meanwhile
  npm run backup -- FILE --force   also in place of a file that is there already`

/** @returns the exit code: 1 when there is no backup, or something is missing in it */
export const backup = fileCommand(usage, async ({ file, force, envFile }, settings, terminal) => {
  const missing = missingDatabase(settings)
  if (missing) return refuse(terminal, missing)
  if (existsSync(file) && !force)
    return refuse(terminal, `${file} is there already. Choose another name, or add --force to replace it.`)
  try {
    const begunAt = Date.now()
    const made = await makeBackup({ ...settings, envFile }, file)
    tell(made, file, settings, terminal)
    if (!made.isWhole) return 1
    await noteBackup(settings, begunAt).catch((error: unknown) =>
      terminal.complain(`The desk and /metrics do not learn of this backup: ${messageOf(error)}`),
    )
    return 0
  } catch (error) {
    return refuse(terminal, `No backup was made: ${messageOf(error)}`)
  }
})

function tell(made: Backup, file: string, settings: Settings, { print, complain }: Terminal): void {
  const { dataDir, contentDir } = settings
  const { articles = 0 } = made
  print(`${file}: ${made.files} files of ${dataDir}, ${articles} of ${contentDir}, ${size(made.bytes)}.`)
  print('It holds personal data and the secret of the site: keep it where nobody else can read it.')
  if (!made.hasDatabase)
    print(
      'Not in it: the database. PostgreSQL is backed up by its own means: pg_dump -Fc -f site.dump "$DATABASE_URL"',
    )
  if (!made.hasSecret) print('Not in it: the secret, which the site gets by SECRET. Keep that one safe.')
  print(
    made.hasEnv
      ? 'It holds .env too, with its passwords.'
      : 'Not in it: settings, as there is no .env. Keep those yourself which your service sets.',
  )
  print('Not in it: the program, which `git clone` brings back, nor anything that you changed in it.')
  for (const name of made.changing)
    print(`${join(contentDir, name)} was being written all the time: it may be in it only in part.`)
  for (const { name, reason, isLoss } of made.leftOut)
    (isLoss ? complain : print)(`Not in it: ${join(contentDir, name)}, because ${reason}.`)
  if (made.articles === undefined)
    complain(
      `Not in it: any article. There is no content folder at ${contentDir}. Set CONTENT_DIR as the site has it.`,
    )
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

if (import.meta.main) await runPrivately(backup)
