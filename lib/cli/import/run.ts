import type { Settings } from '#lib/config.ts'
import { lastGoodIn, loadOrganisation } from '#lib/content/organisation/load.ts'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { importSite } from '#lib/import/import-site.ts'
import { tools } from '#lib/import/markdown/tool.ts'
import type { Source } from '#lib/import/model.ts'
import { openRecord } from '#lib/import/record.ts'
import { createReport } from '#lib/import/report.ts'
import { openUploads } from '#lib/import/uploads.ts'
import { takeMovedReplies } from '#lib/replies/moved.ts'
import { refuse, type Screen } from '../terminal.ts'
import type { Flags } from './flags.ts'
import { lockImport } from './lock.ts'

type Asked = { kind: string; files: readonly string[]; flags: Flags }

/** @returns 1 when something could not be read; the rest is taken all the same */
export async function runImport(
  { kind, files, flags }: Asked,
  settings: Settings,
  screen: Screen,
): Promise<number> {
  const { contentDir, dataDir } = settings
  const isDry = flags['dry-run']
  loadOrganisation(contentDir, lastGoodIn({ dataDir }))
  const report = createReport()
  let db: Database | undefined
  const lock = isDry ? { release() {} } : lockImport(dataDir)
  if ('problem' in lock) return refuse(screen, lock.problem)
  let uploads: Awaited<ReturnType<typeof openUploads>> | undefined
  try {
    uploads = await openUploads(flags.pictures, report)
    await importSite(await sourceOf(kind, files, flags), {
      contentDir,
      record: openRecord(dataDir),
      report,
      isDry,
      pictures: uploads.folder,
      isFetching: flags['fetch-pictures'] && !isDry,
      timeZone: flags['time-zone'],
      async takeReplies(replies) {
        if (isDry || !replies.length) return
        db ??= await opened(settings)
        await takeMovedReplies(db, replies)
      },
      onProgress: (done, all) => {
        if (screen.isScreen && all > 0) process.stderr.write(`\r${done} of ${all}${done === all ? '\n' : ''}`)
      },
    })
  } finally {
    uploads?.remove()
    await db?.close()
    lock.release()
  }
  screen.print(report.text() || 'There was nothing in it.')
  screen.print(
    isDry
      ? '\nNothing was written: this is the plan.'
      : '\nSee what is to be mended with: npm run article -- check',
  )
  return report.isReadable() ? 0 : 1
}

/** Each reader is loaded alone: theirs are heavy. */
async function sourceOf(kind: string, files: readonly string[], { from }: Flags): Promise<Source> {
  const [first = ''] = files
  if (kind === 'markdown') {
    const { markdownSource } = await import('#lib/import/markdown/source.ts')
    return markdownSource(
      first,
      tools.find((tool) => tool === from),
    )
  }
  if (kind === 'ghost') {
    const { ghostSource } = await import('#lib/import/ghost/ghost.ts')
    return ghostSource(first)
  }
  const { wordpress } = await import('#lib/import/wordpress/wordpress.ts')
  return wordpress(files)
}

async function opened({ database }: Settings): Promise<Database> {
  const db = await openDatabase(database)
  await db.migrate()
  return db
}
