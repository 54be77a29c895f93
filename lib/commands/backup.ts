import { existsSync } from 'node:fs'
import { makeBackup } from '#lib/backup/make.ts'
import type { Settings } from '#lib/env.ts'
import { runCommand, type Terminal } from './terminal.ts'

const usage = `Usage:
  npm run backup -- FILE           everything in DATA_DIR as one archive, such as backup.tar.gz; the site may be
                                   running meanwhile
  npm run backup -- FILE --force   also in place of a file that is there already`

/**
 * Backs the data of the site up.
 *
 * @param args as after `npm run backup --`
 * @returns the exit code: 0, or 1 when there is no backup, for a reason that was told
 */
export async function backup(
  args: readonly string[],
  settings: Settings,
  terminal: Terminal,
): Promise<number> {
  const force = args.includes('--force')
  const [file, ...more] = args.filter((arg) => arg !== '--force')
  if (!file || more.length || file.startsWith('-')) {
    terminal.complain(usage)
    return 1
  }
  const { database, dataDir } = settings
  if (database.kind === 'sqlite' && !existsSync(database.file)) {
    terminal.complain(
      `There is no database at ${database.file}. Set DATA_DIR and DATABASE_URL as the site has them.`,
    )
    return 1
  }
  if (existsSync(file) && !force) {
    terminal.complain(`${file} is there already. Choose another name, or add --force to replace it.`)
    return 1
  }
  try {
    const made = await makeBackup(settings, file)
    terminal.print(`${file}: ${made.files} files of ${dataDir}, ${size(made.bytes)}.`)
    if (!made.hasDatabase)
      terminal.print(
        'Not in it: the database. PostgreSQL is backed up by its own means: pg_dump -Fc -f site.dump "$DATABASE_URL"',
      )
    if (!made.hasSecret)
      terminal.print('Not in it: the secret, which the site gets by SECRET. Keep that one safe.')
    terminal.print(
      'It holds personal data and the secret of the site: keep it where nobody else can read it.',
    )
    return 0
  } catch (error) {
    terminal.complain(`No backup was made: ${error instanceof Error ? error.message : String(error)}`)
    return 1
  }
}

function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

if (import.meta.main) await runCommand(backup)
