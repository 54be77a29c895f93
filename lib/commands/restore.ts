import { existsSync } from 'node:fs'
import { type Restored, restoreBackup } from '#lib/backup/restore.ts'
import type { Settings } from '#lib/env.ts'
import { runCommand, type Terminal } from './terminal.ts'

const usage = `Usage, with the site stopped:
  npm run restore -- FILE           a backup into an empty DATA_DIR
  npm run restore -- FILE --force   also into one that is in use; what is there is moved aside, not erased`

/**
 * Puts a backup back.
 *
 * @param args as after `npm run restore --`
 * @returns the exit code: 0, or 1 when nothing was touched, for a reason that was told
 */
export async function restore(
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
  if (!existsSync(file)) {
    terminal.complain(`There is no ${file}.`)
    return 1
  }
  const { dataDir } = settings
  try {
    const restored = await restoreBackup(settings, file, { force })
    if (typeof restored === 'object') {
      tell(restored, settings, terminal)
      return 0
    }
    terminal.complain(
      {
        'in-use': 'The site is running: stop it first. Nothing was touched.',
        'not-empty': `There is something in ${dataDir} already. With --force it is moved aside. Nothing was touched.`,
        'other-database':
          'The backup holds an SQLite database, and DATABASE_URL names a PostgreSQL one. Nothing was touched.',
      }[restored],
    )
  } catch (error) {
    terminal.complain(`${file} was not restored: ${error instanceof Error ? error.message : String(error)}`)
  }
  return 1
}

function tell(restored: Restored, { dataDir, secret }: Settings, { print }: Terminal): void {
  const { manifest, database, mails, hasSecret, movedTo } = restored
  print(`The backup of ${manifest.madeAt} is in ${dataDir}.`)
  if (database) {
    print(`Replies ${database.replies}, enquiries ${database.enquiries}, copies of mails ${mails}.`)
    if (database.waitingMails)
      print(
        `Mails that waited then, and leave when the site starts: ${database.waitingMails}. Some may have left since.`,
      )
  } else
    print('Restore the PostgreSQL database too: pg_restore --clean --if-exists -d "$DATABASE_URL" site.dump')
  if (!hasSecret && !secret)
    print('The backup has no secret: set SECRET as it was, or links in old mails end.')
  if (movedTo) print(`What was there before is in ${movedTo}.`)
}

if (import.meta.main) await runCommand(restore)
