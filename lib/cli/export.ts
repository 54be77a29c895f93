import { existsSync, readdirSync, statSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import { realPath } from '#lib/backup/content.ts'
import type { Settings } from '#lib/config.ts'
import { openDatabase } from '#lib/db/client.ts'
import { messageOf } from '#lib/errors.ts'
import { type Exported, makeExport } from '#lib/export/make.ts'
import { asServed } from '#lib/http/port-file.ts'
import { openContent } from './article/open.ts'
import { missingDatabase, refuse, runPrivately, type Terminal } from './terminal.ts'

const usage = `Usage:
  npm run export -- FOLDER   the content as it stands, replies and enquiries as JSON and CSV, and wordpress.xml for
                             WordPress's importer, into a folder that is new or empty; the site may be running`

/** @returns the exit code: 1 when nothing was written, or something is missing in it */
export async function exportAll(
  args: readonly string[],
  given: Settings,
  terminal: Terminal,
): Promise<number> {
  const [name, ...more] = args
  if (!name || name.startsWith('-') || more.length) return refuse(terminal, usage)
  const settings = asServed(given)
  const folder = resolve(name)
  // Also through a link: of what lies among the content readers may get some.
  const real = await realPath(folder)
  if (isWithin(real, await realPath(settings.contentDir)) || isWithin(real, await realPath(settings.dataDir)))
    return refuse(terminal, `${name} lies in a folder of the site itself. Choose one outside.`)
  if (existsSync(folder) && !statSync(folder).isDirectory())
    return refuse(terminal, `${name} is a file. Choose a new folder.`)
  if (existsSync(folder) && readdirSync(folder).length)
    return refuse(terminal, `${name} is not empty. Choose a new folder: nothing is written over.`)
  const missing = missingDatabase(settings)
  if (missing) return refuse(terminal, missing)
  const library = await openContent(settings, terminal)
  if (!library) return 1
  try {
    const db = await openDatabase(settings.database)
    try {
      await db.migrate()
      const deps = { db, library, now: Date.now, place: settings, siteUrl: settings.siteUrl }
      return tell(await makeExport(deps, folder), name, settings, terminal)
    } finally {
      await db.close()
    }
  } catch (error) {
    return refuse(terminal, `Not everything was written to ${name}: ${messageOf(error)}`)
  } finally {
    library.close()
  }
}

function isWithin(folder: string, other: string): boolean {
  return folder === other || folder.startsWith(other + sep)
}

function tell(made: Exported, name: string, { siteUrl }: Settings, { print, complain }: Terminal): number {
  const { files, articles, pages, replies, enquiries, leftOut, unwritten, homeless } = made
  print(`${name}/content: ${files} files, as they stand.`)
  print(`${name}/replies.json and replies.csv: ${replies}. enquiries.json and enquiries.csv: ${enquiries}.`)
  print(`${name}/wordpress.xml: ${articles} articles, ${pages} pages, ${replies - homeless} replies.`)
  print(`WordPress fetches pictures and files from ${siteUrl}: import while the site can be reached there.`)
  print('It all holds personal data: keep it where nobody else can read it.')
  if (homeless)
    print(
      `Not in wordpress.xml: ${homeless} replies to articles that are not there any more. replies.json has them.`,
    )
  for (const { file, reason } of unwritten) complain(`Not in wordpress.xml: ${file}, because ${reason}.`)
  for (const { name: file, reason, isLoss } of leftOut)
    (isLoss ? complain : print)(`Not in content: ${file}, because ${reason}.`)
  return unwritten.length || leftOut.some(({ isLoss }) => isLoss) ? 1 : 0
}

if (import.meta.main) await runPrivately(exportAll)
