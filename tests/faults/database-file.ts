import {
  closeSync,
  copyFileSync,
  cpSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { pause, until } from './ask.ts'
import { drained, type Lab } from './lab.ts'
import type { Run } from './run.ts'

const parts = ['site.db', 'site.db-wal', 'site.db-shm']

/** Something is done to the files while the site runs; then what was there before is put back, as from a backup. */
const whileRunning = (harm: (dataDir: string) => void) => async (lab: Lab) => {
  const { dataDir } = lab.site
  await lab.posts.end()
  // Else the copy would send once more what is on its way now.
  await drained(lab, 15_000)
  const spare = `${dataDir}.spare`
  cpSync(dataDir, spare, { recursive: true })
  harm(dataDir)
  lab.posts.begin(5)
  await pause(4_000)
  await lab.posts.end()
  lab.readers.rest = true
  await lab.site.kill()
  await putBack(lab, spare)
  return []
}

async function putBack(lab: Lab, spare: string): Promise<void> {
  const { dataDir } = lab.site
  rmSync(dataDir, { recursive: true, force: true })
  cpSync(spare, dataDir, { recursive: true })
  await lab.site.start()
  lab.readers.rest = false
  lab.posts.begin(5)
}

/**
 * Something is done to the files while the site does not run: it must not start on them, or say 503. Then what was
 * there is put back.
 *
 * @param end how the site is ended
 */
const atRest = (end: 'stop' | 'kill', harm: (dataDir: string, spare: string) => void) => async (lab: Lab) => {
  const { dataDir } = lab.site
  const spare = `${dataDir}.spare`
  await lab.posts.end()
  // The first run after a start is the one that an older copy is of.
  cpSync(dataDir, `${dataDir}.older`, { recursive: true })
  await lab.posts.send(5)
  await drained(lab, 15_000)
  lab.readers.rest = true
  await lab.site[end]()
  cpSync(dataDir, spare, { recursive: true })
  harm(dataDir, spare)
  const failures = await isRefused(lab)
  await lab.site.kill()
  await putBack(lab, spare)
  return failures
}

async function isRefused(lab: Lab): Promise<string[]> {
  try {
    await lab.site.start()
  } catch {
    return []
  }
  const began = performance.now()
  const is503 = () => lab.ready.looks.some(({ at, status }) => at > began && status === 503)
  return (await until(is503, 3_000)) ? [] : ['it starts on that, and /readyz is not 503']
}

function remove(dataDir: string, ...names: string[]): void {
  for (const name of names) rmSync(join(dataDir, name), { force: true })
}

function empty(dataDir: string): void {
  remove(dataDir, ...parts)
  writeFileSync(join(dataDir, 'site.db'), '')
}

/** Overwrites the pages that the table of replies begins with. */
function damage(dataDir: string): void {
  const file = join(dataDir, 'site.db')
  const db = new Sqlite(file)
  db.pragma('wal_checkpoint(TRUNCATE)')
  const page = Number(db.prepare("select rootpage from sqlite_schema where name = 'reply'").pluck().get())
  const size = Number(db.pragma('page_size', { simple: true }))
  db.close()
  const opened = openSync(file, 'r+')
  writeSync(opened, Buffer.alloc(size, 0xa5), 0, size, (page - 1) * size)
  closeSync(opened)
}

function putOlder(dataDir: string): void {
  remove(dataDir, ...parts)
  for (const name of parts) copyIfThere(join(`${dataDir}.older`, name), join(dataDir, name))
}

function copyIfThere(from: string, to: string): void {
  try {
    readFileSync(from)
  } catch {
    return
  }
  copyFileSync(from, to)
}

function replace(dataDir: string): void {
  const file = join(dataDir, 'site.db')
  copyFileSync(file, `${file}.new`)
  renameSync(`${file}.new`, file)
}

export const databaseFile: readonly Run[] = [
  {
    name: 'db-removed',
    what: 'site.db is removed while the site runs',
    isShort: true,
    fault: whileRunning((dataDir) => remove(dataDir, 'site.db')),
    ready: '503',
    isDown: true,
  },
  {
    name: 'db-all-removed',
    what: 'site.db, -wal and -shm are removed while the site runs',
    fault: whileRunning((dataDir) => remove(dataDir, ...parts)),
    ready: '503',
    isDown: true,
  },
  {
    name: 'wal-removed',
    what: 'site.db-wal is removed while the site runs',
    fault: whileRunning((dataDir) => remove(dataDir, 'site.db-wal')),
    ready: '503',
    isDown: true,
  },
  {
    name: 'data-removed',
    what: 'the data folder is removed while the site runs',
    fault: whileRunning((dataDir) => rmSync(dataDir, { recursive: true })),
    ready: '503',
    isDown: true,
  },
  {
    name: 'db-replaced',
    what: 'site.db is replaced by a copy of it while the site runs',
    fault: whileRunning(replace),
    ready: '503',
    isDown: true,
  },
  {
    name: 'rest-empty',
    what: 'at rest: site.db has 0 bytes',
    isShort: true,
    isDown: true,
    fault: atRest('stop', empty),
  },
  {
    name: 'rest-no-wal',
    what: 'at rest, after kill -9: -wal is gone',
    isDown: true,
    fault: atRest('kill', (dataDir) => remove(dataDir, 'site.db-wal', 'site.db-shm')),
  },
  {
    name: 'rest-older',
    what: 'at rest: an older copy was put back',
    isDown: true,
    fault: atRest('stop', putOlder),
  },
  {
    name: 'rest-damaged',
    what: 'at rest: pages of the replies are damaged',
    isDown: true,
    fault: atRest('stop', damage),
  },
]
