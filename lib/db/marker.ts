import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { basename } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Log } from '#lib/log.ts'

export type State = {
  id: string
  /** Goes up with what is stored, at most once a second. */
  beat: number
}

/** Asked before SQLite touches anything. See docs/decisions/0003. @throws with what to do */
export function checkAgainstMarker(file: string): void {
  const found = differenceFromMarker(file)
  if (!found) return
  throw new Error(
    `The database ${file} ${found.is}. Restore a backup, or mount the right volume; ` +
      `to ${found.instead}, remove ${markerOf(file)} and start again.`,
  )
}

function differenceFromMarker(file: string): { is: string; instead: string } | undefined {
  const marker = readMarker(file)
  if (marker === 'none') return undefined
  const empty = 'begin with an empty one'
  if (!existsSync(file)) return { is: 'is missing, though it was here before', instead: empty }
  if (statSync(file).size === 0) return { is: 'is empty, though it held something before', instead: empty }
  if (marker === 'plain') return undefined
  const state = readState(file)
  const asItIs = 'go on with it as it is'
  if (state && state.id !== marker.id)
    return { is: 'is another one than the one that was here', instead: asItIs }
  if (state && state.beat >= marker.beat) return undefined
  const lost = `${basename(file)}-wal was lost or damaged`
  return { is: `lacks what was stored last: it is an older copy, or ${lost}`, instead: asItIs }
}

function readState(file: string): State | undefined {
  const connection = new Sqlite(file, { readonly: true, timeout: 100 })
  try {
    return stateIn(connection)
  } finally {
    connection.close()
  }
}

export function stateIn(connection: Sqlite.Database): State | undefined {
  const hasTable = connection.prepare(`select 1 from sqlite_schema where name = 'database_file'`).get()
  if (!hasTable) return undefined
  return connection.prepare<[], State>('select id, beat from database_file').get()
}

/** @throws when the database is busy */
export function ensureState(connection: Sqlite.Database): State {
  const make = connection.transaction((): State => {
    const known = stateIn(connection)
    if (known) return known
    connection.exec('create table if not exists database_file (id text not null, beat bigint not null)')
    const made = { id: randomBytes(16).toString('hex'), beat: 0 }
    connection.prepare('insert into database_file (id, beat) values (:id, :beat)').run(made)
    return made
  })
  return stateIn(connection) ?? make.immediate()
}

/** In one step, so that it is never half a one. */
export function writeMarker(file: string, state: State | undefined): void {
  const draft = `${markerOf(file)}.part`
  writeFileSync(draft, textOf(file, state), { mode: 0o600, flush: true })
  renameSync(draft, markerOf(file))
}

export type Pulse = {
  beforeCommit(): void
  afterCommit(): void
  close(): void
}

/** Milliseconds. */
const beatEvery = 1000

/** The marker is not waited for: after a power cut it may be older than the database, never newer. */
export function startPulse(file: string, state: State, writer: Sqlite.Database, log?: Log): Pulse {
  if (typeof readMarker(file) === 'string') writeMarker(file, state)
  const marker = openSync(markerOf(file), 'r+')
  const next = writer.prepare<[], number>('update database_file set beat = beat + 1 returning beat').pluck()
  let lastAt = Number.NEGATIVE_INFINITY
  let beat: number | undefined
  let isFailing = false
  return {
    beforeCommit() {
      beat = performance.now() - lastAt >= beatEvery ? next.get() : undefined
    },
    afterCommit() {
      if (beat === undefined) return
      lastAt = performance.now()
      try {
        // Of one length always: written over, and never empty in between.
        writeSync(marker, textOf(file, { id: state.id, beat }), 0)
        isFailing = false
      } catch (error) {
        if (!isFailing) log?.warn('The marker beside the database cannot be written', { error })
        isFailing = true
      }
      beat = undefined
    },
    close: () => closeSync(marker),
  }
}

export function markerOf(file: string): string {
  return `${file}.marker`
}

function textOf(file: string, state: State | undefined): string {
  const words = `${basename(file)} is kept in this folder. If only this file is here, the database was lost.\n`
  if (!state) return words
  return `${words}id ${state.id}\nbeat ${String(state.beat).padStart(16, '0')}\n`
}

/** `plain`: without a state. */
function readMarker(file: string): State | 'none' | 'plain' {
  if (!existsSync(markerOf(file))) return 'none'
  const read = /^id ([0-9a-f]{32})\nbeat (\d{16})$/m.exec(readFileSync(markerOf(file), 'utf8'))
  return read?.[1] && read[2] ? { id: read[1], beat: Number(read[2]) } : 'plain'
}
