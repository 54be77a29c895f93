import { createHash } from 'node:crypto'
import { hostOf } from '#lib/address.ts'
import { enqueue } from '#lib/outbox/store.ts'
import type { Runtime } from '#lib/runtime.ts'
import type { Library } from './article.ts'
import type { Fault } from './fault.ts'

/** Mails staff what is wrong in the articles: each fault once for as long as it stands, over restarts too. */
export type FaultNews = {
  /** Takes faults that are new to the library. */
  tell(faults: readonly Fault[]): void
  /** From now on what has been mended is forgotten, so that it is told again should it come back. */
  follow(library: Followed): void
  /** Resolves when everything that was taken is in the outbox. */
  stop(): Promise<void>
}

type Followed = Pick<Library, 'faults' | 'isAway'>

type Deps = Pick<Runtime, 'db' | 'settings' | 'now' | 'newId' | 'log'>

/** A mail lists so many; the command lists all. */
const mostListed = 40
/** How often it is looked whether something was mended, or waits for the database, in milliseconds. */
const lookEvery = 1000
/** Rows written by one statement. */
const batch = 500

export function startFaultNews(deps: Deps): FaultNews {
  const { db, log } = deps
  /** Not in the database yet, by fingerprint. */
  const untold = new Map<string, Fault>()
  let looked: readonly Fault[] = []
  let standing: ReadonlySet<string> | undefined
  let library: Followed | undefined
  let isFailing = false
  let line = Promise.resolve()

  function work(): Promise<void> {
    line = line.then(async () => {
      try {
        await tellUntold()
        await forgetMended()
        isFailing = false
      } catch (error) {
        if (!isFailing) log.error('faults of the content cannot be told to staff yet', { error })
        isFailing = true
      }
    })
    return line
  }

  async function tellUntold(): Promise<void> {
    if (!untold.size) return
    const taken = new Map(untold)
    await db.write((tx) => storeAndMail(tx, taken, deps))
    for (const [fingerprint, fault] of taken)
      if (untold.get(fingerprint) === fault) untold.delete(fingerprint)
  }

  async function forgetMended(): Promise<void> {
    // What is away has not been mended.
    const faults = library?.isAway() ? undefined : library?.faults()
    if (!faults || (faults === looked && standing)) return
    const now = new Set(faults.map(fingerprintOf))
    const before = standing ?? new Set(await known(db.read))
    const mended = [...before].filter((fingerprint) => !now.has(fingerprint))
    for (let from = 0; from < mended.length; from += batch) {
      const some = mended.slice(from, from + batch)
      await db.write((tx) => tx.deleteFrom('content_fault').where('fingerprint', 'in', some).execute())
    }
    looked = faults
    standing = now
  }

  const timer = setInterval(() => void work(), lookEvery).unref()

  return {
    tell(faults) {
      for (const fault of faults) untold.set(fingerprintOf(fault), fault)
      void work()
    },
    follow(followed) {
      library = followed
      void work()
    },
    async stop() {
      clearInterval(timer)
      await work()
    },
  }
}

type Tx = Parameters<Parameters<Runtime['db']['write']>[0]>[0]

/** One transaction: what is told is known as told, and a mail for each of the staff. */
async function storeAndMail(tx: Tx, faults: ReadonlyMap<string, Fault>, deps: Deps): Promise<void> {
  const { settings, now, newId } = deps
  const told = new Set(await known(tx))
  const fresh = [...faults].filter(([fingerprint]) => !told.has(fingerprint))
  if (!fresh.length) return
  const createdAt = now()
  for (let from = 0; from < fresh.length; from += batch) {
    const rows = fresh.slice(from, from + batch).map(([fingerprint]) => ({ fingerprint, told_at: createdAt }))
    await tx.insertInto('content_fault').values(rows).execute()
  }
  const message = {
    kind: 'content-faults' as const,
    faults: fresh.slice(0, mostListed).map(([, fault]) => fault),
    more: Math.max(0, fresh.length - mostListed),
    createdAt,
  }
  const mails = settings.staffEmails.map((recipient) => ({ recipient, message }))
  await enqueue(tx, mails, { now, newId, messageIdHost: hostOf(settings.mailFrom) })
}

async function known(db: Runtime['db']['read']): Promise<string[]> {
  const rows = await db.selectFrom('content_fault').select('fingerprint').execute()
  return rows.map(({ fingerprint }) => fingerprint)
}

/** Without its place: a fault that moves because something is written above it is the same one. */
function fingerprintOf({ file, message }: Fault): string {
  return createHash('sha256').update(`${file}\0${message}`).digest('base64url')
}
