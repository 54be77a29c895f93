import { existsSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { envIn, type Restored, restoreBackup } from '#lib/backup/restore.ts'
import { parseSettings, type Settings } from '#lib/config.ts'
import { messageOf } from '#lib/errors.ts'
import { fileCommand, refuse, runPrivately, type Terminal } from './terminal.ts'

const usage = `Usage, with the site stopped:
  npm run restore -- FILE           a backup into DATA_DIR and CONTENT_DIR, where there is nothing yet; where there
                                    is no .env, those of the backup's own, which comes back too
  npm run restore -- FILE --force   also where there is something; that is moved aside, not erased`

/** @returns the exit code: 1 when nothing was touched, for a reason that was told */
export const restore = fileCommand(usage, async ({ file, force, envFile }, given, terminal) => {
  if (!existsSync(file)) return refuse(terminal, `There is no ${file}.`)
  try {
    const settings = existsSync(envFile) ? given : await settingsIn(file, given)
    if ('problems' in settings)
      return refuse(
        terminal,
        ...settings.problems,
        `This stands in the .env of the backup. Write a .env of your own to ${envFile}, and restore again: that of the backup then goes beside it. Nothing was touched.`,
      )
    const { dataDir, contentDir } = settings
    const restored = await restoreBackup({ ...settings, envFile }, file, { force })
    if (typeof restored === 'object') {
      tell(restored, settings, terminal)
      return 0
    }
    const reasons = {
      'in-use': 'The site is running: stop it first. Nothing was touched.',
      'not-empty': `There is something in ${dataDir} already. With --force it is moved aside. Nothing was touched.`,
      'content-not-empty': `There are other articles in ${contentDir} than in the backup. With --force they are moved aside. Nothing was touched.`,
      'other-database':
        'The backup holds an SQLite database, and DATABASE_URL names a PostgreSQL one. Nothing was touched.',
    }
    return refuse(terminal, reasons[restored])
  } catch (error) {
    return refuse(terminal, `${file} was not restored: ${messageOf(error)}`)
  }
})

/** So that all goes to where the restored site will look for it. */
async function settingsIn(file: string, given: Settings): Promise<Settings | { problems: string[] }> {
  // What is wrong with the archive is told by whoever restores it.
  const env = await envIn(file).catch(() => undefined)
  if (env === undefined) return given
  const read = parseSettings({ ...parseEnv(env), ...process.env })
  return 'problems' in read ? read : read.settings
}

function tell(restored: Restored, settings: Settings, { print }: Terminal): void {
  const { manifest, database, mails, hasSecret, movedTo } = restored
  const { dataDir, secret } = settings
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
  tellContent(restored, settings, print)
  tellEnv(restored, print)
}

function tellEnv({ env }: Restored, print: Terminal['print']): void {
  if (env?.kind === 'restored') print(`The settings are in ${env.path}, for you alone to read.`)
  if (env?.kind === 'same') print(`${env.path} holds just what the backup does, and was left alone.`)
  if (env?.kind === 'other')
    print(
      `Other settings are here already, and stay in force. Those of the backup are in ${env.path}, passwords and all: take over what you need, and remove it.`,
    )
}

function tellContent(
  { manifest, content }: Restored,
  { contentDir }: Settings,
  print: Terminal['print'],
): void {
  if (content.kind === 'restored') {
    const before = manifest.content?.dir
    print(`Articles, pages, authors and pictures are in ${contentDir}: ${content.files} files.`)
    if (before && before !== contentDir)
      print(
        `They were in ${before} when the backup was made. CONTENT_DIR, as it is set now, says where they go.`,
      )
    if (content.movedTo) print(`What was there before is in ${content.movedTo}.`)
  } else if (content.kind === 'same')
    print(`${contentDir} holds just what the backup does, and was left alone.`)
  else {
    const why =
      manifest.format === 1
        ? 'The backup is of a version that took the data alone'
        : 'There was no content folder when the backup was made'
    print(`${why}: it has no articles, and ${contentDir} was left alone.`)
  }
}

if (import.meta.main) await runPrivately(restore)
