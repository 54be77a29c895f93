import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { pause } from './ask.ts'
import type { Lab } from './lab.ts'
import type { Run } from './run.ts'

async function logClosed(lab: Lab): Promise<string[]> {
  lab.site.closeLog()
  await pause(4_000)
  return lab.site.hasEnded() ? ['the site has ended'] : []
}

/** Takes all the room that the small disk has, for so long. */
const diskFull = (seconds: number) => async (lab: Lab) => {
  const filler = (number: number) => join(lab.smallDisk, `filler-${number}`)
  let files = 0
  // Pieces of every size, so that nothing is left over.
  for (const bytes of [1_048_576, 65_536, 4_096, 512])
    for (let isFull = false; !isFull; )
      try {
        writeFileSync(filler(files++), Buffer.alloc(bytes))
      } catch {
        isFull = true
      }
  await pause(seconds * 1000)
  for (const name of readdirSync(lab.smallDisk))
    if (name.startsWith('filler-')) rmSync(join(lab.smallDisk, name))
  return []
}

const slowDisk = (ms: number) => async (lab: Lab) => {
  lab.hands.fsync(ms)
  await pause(12_000)
  lab.hands.fsync(0)
  return []
}

async function locked(lab: Lab): Promise<string[]> {
  const other = new Sqlite(join(lab.site.dataDir, 'site.db'), { timeout: 5_000 })
  other.exec('begin immediate')
  await pause(30_000)
  other.exec('rollback')
  other.close()
  const slowest = Math.max(...lab.posts.all.map(({ ms }) => ms))
  return slowest > 8_000 ? [`a post was told after ${Math.round(slowest)} ms`] : []
}

export const disk: readonly Run[] = [
  { name: 'log-closed', what: 'nobody reads standard output any more', isShort: true, fault: logClosed },
  {
    name: 'log-disk-full',
    what: 'standard output goes to a disk that is full, 6 s',
    setting: { onSmallDisk: 'log' },
    fault: diskFull(6),
    ready: 'told',
  },
  {
    name: 'disk-full',
    what: 'the disk of the data folder is full, 6 s',
    setting: { onSmallDisk: 'data' },
    fault: diskFull(6),
    ready: '503',
  },
  {
    name: 'fsync-20',
    what: 'fsync takes 20 ms, 8 posts/s',
    rate: 8,
    setting: { inHands: true },
    fault: slowDisk(20),
    most: { p99: 250 },
    drain: 60_000,
  },
  {
    name: 'fsync-100',
    what: 'fsync takes 100 ms, 8 posts/s',
    rate: 8,
    setting: { inHands: true },
    fault: slowDisk(100),
    most: { p99: 1_000 },
    drain: 60_000,
  },
  { name: 'locked', what: 'another process holds the write lock, 30 s', fault: locked, ready: '503' },
]
