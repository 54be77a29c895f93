import { hash } from 'node:crypto'
import type { Deps } from '#lib/deps.ts'
import { startJob } from '#lib/jobs/every.ts'
import { toStaff } from '#lib/outbox/mail.ts'
import { enqueue } from '#lib/outbox/queue-store.ts'
import type { FileState, Library } from './article.ts'
import { forgetNotified, keepNotified, notified } from './diagnostic-store.ts'
import { type FileDiagnostic, isError } from './lint/diagnostic.ts'
import { withExcerpts } from './lint/format.ts'
import { byCause, othersInWords } from './lint/groups.ts'

type Followed = Pick<Library, 'faults' | 'isAway'> & Partial<Pick<Library, 'files'>>

type FollowDeps = Pick<Deps, 'db' | 'settings' | 'now' | 'newId' | 'log'> & {
  /** Milliseconds of a monotonic clock. */
  clock: () => number
}

/** Milliseconds without a change before faults are told. */
const rest = 60_000
/** Milliseconds after which a folder that never rests is told of all the same. */
const longestWait = 5 * 60_000
const mostListed = 40
const lookEvery = 1000

/** Mails staff each fault once for as long as it stands, debounced by a minute. */
export function startDiagnosticNotifier(deps: FollowDeps) {
  const { db, log, clock } = deps
  let library: Followed | undefined
  let looked: readonly FileDiagnostic[] | undefined
  let standing = new Map<string, { fault: FileDiagnostic; since: number }>()
  let changedAt = clock()
  let told: Set<string> | undefined
  const gone = new Map<string, number>()

  async function look(): Promise<void> {
    // What is away has not been mended.
    if (!library || library.isAway()) return
    take(library.faults())
    told ??= new Set(await notified(db.read))
    await tellRipe(told)
    await forgetMended(told)
  }

  function take(faults: readonly FileDiagnostic[]): void {
    if (faults === looked) return
    looked = faults
    const before = standing
    standing = new Map()
    for (const fault of faults) {
      // That a description is missing is advice, given at the desk and by a check.
      if (fault.isDraft || fault.ruleId === 'missing-description') continue
      const fingerprint = fingerprintOf(fault)
      standing.set(fingerprint, { fault, since: before.get(fingerprint)?.since ?? clock() })
    }
    const isSame = before.size === standing.size && [...standing.keys()].every((key) => before.has(key))
    if (!isSame) changedAt = clock()
  }

  async function tellRipe(known: Set<string>): Promise<void> {
    const ripe = [...standing].filter(
      ([fingerprint, { since }]) => !known.has(fingerprint) && clock() - since >= rest,
    )
    const [first] = ripe
    if (!first) return
    const longest = clock() - Math.min(...ripe.map(([, { since }]) => since))
    if (clock() - changedAt < rest && longest < longestWait) return
    const faults = new Map(ripe.map(([fingerprint, { fault }]) => [fingerprint, fault]))
    await storeAndMail(faults, library?.files?.() ?? [], deps)
    for (const fingerprint of faults.keys()) known.add(fingerprint)
  }

  /** Mended is what stays away for as long: a file that is being saved is gone for a moment. */
  async function forgetMended(known: Set<string>): Promise<void> {
    for (const fingerprint of known) {
      if (standing.has(fingerprint)) gone.delete(fingerprint)
      else if (!gone.has(fingerprint)) gone.set(fingerprint, clock())
    }
    const mended = [...gone].flatMap(([fingerprint, at]) => (clock() - at >= rest ? [fingerprint] : []))
    await forgetNotified(db, mended)
    for (const fingerprint of mended) {
      gone.delete(fingerprint)
      known.delete(fingerprint)
    }
  }

  const fails = 'faults of the content cannot be told to staff yet'
  const job = startJob({ every: lookEvery, run: look, fails }, log)

  return {
    follow(followed: Followed): void {
      library = followed
      void job.wake()
    },
    look: job.wake,
    async stop(): Promise<void> {
      library = undefined
      await job.stop()
    },
  }
}

/** One transaction: no fault is known as told without its mails. */
async function storeAndMail(
  faults: ReadonlyMap<string, FileDiagnostic>,
  files: readonly FileState[],
  deps: FollowDeps,
): Promise<void> {
  const { db, now } = deps
  const causes = new Map(
    byCause([...faults.values()], Number.POSITIVE_INFINITY).map((one) => [one.first, one]),
  )
  const listed = await withExcerpts(firstOfEach([...causes.keys()]))
  await db.write(async (tx) => {
    const known = new Set(await notified(tx))
    const fresh = [...faults].filter(([fingerprint]) => !known.has(fingerprint))
    if (!fresh.length) return
    const createdAt = now()
    await keepNotified(
      tx,
      fresh.map(([fingerprint]) => fingerprint),
      createdAt,
    )
    const isFresh = new Set(fresh.map(([, fault]) => fault))
    const shown = listed.flatMap((one) => {
      const { first, more } = causes.get(one.fault) ?? { first: one.fault, more: [] }
      return isFresh.has(first)
        ? [{ ...one, cause: { first, more: more.filter((fault) => isFresh.has(fault)) } }]
        : []
    })
    const told = shown.reduce((sum, { cause }) => sum + 1 + cause.more.length, 0)
    const inError = new Set(fresh.flatMap(([, fault]) => (isError(fault) ? [fault.file] : [])))
    const held = files.flatMap(({ file, state }) =>
      inError.has(file) && (state === 'held' || state === 'outdated') ? [{ file, state }] : [],
    )
    const message = {
      kind: 'content-faults' as const,
      faults: shown.map(({ fault: { file, line, column, severity }, excerpt, cause }) => {
        const message = cause.first.message + othersInWords(cause)
        const [typed] = excerpt?.split('\n') ?? []
        return { file, line, column, message, severity, ...(typed && { typed }) }
      }),
      more: fresh.length - told,
      ...(held.length && { held: held.slice(0, mostListed) }),
      createdAt,
    }
    await enqueue(tx, toStaff(deps, message), deps)
  })
}

/** The first of each file before the second of any. */
function firstOfEach(faults: readonly FileDiagnostic[]): FileDiagnostic[] {
  const places = new Map<string, number>()
  const inTurn = faults.map((fault) => {
    const place = places.get(fault.file) ?? 0
    places.set(fault.file, place + 1)
    return { fault, place }
  })
  const chosen = inTurn
    .toSorted((a, b) => Number(isError(b.fault)) - Number(isError(a.fault)) || a.place - b.place)
    .slice(0, mostListed)
  const isChosen = new Set(chosen.map(({ fault }) => fault))
  return faults.filter((fault) => isChosen.has(fault))
}

/** Without its place: a fault that moves because something is written above it is the same one. */
function fingerprintOf({ file, message }: FileDiagnostic): string {
  return hash('sha256', `${file}\0${message}`, 'base64url')
}
