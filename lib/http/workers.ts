import type { Context } from '#lib/context.ts'
import { type PageDrops, sharePageDrops } from '#lib/db/cache-invalidation.ts'
import type { Mailer } from '#lib/mail/mailer.ts'
import type { MailContext } from '#lib/mail/messages.ts'
import { type Drain, startDrain } from '#lib/outbox/worker.ts'
import { startRetention } from '#lib/privacy/daily.ts'
import { type Reminders, startReminders } from '#lib/reminders/clock.ts'
import { site } from '#lib/site.ts'

/** All that works in the background with the database: it begins when that is there. */
export type Workers = {
  /** For everyone who needs it before it has begun, too. */
  outbox: Drain
  /** Tells the other instances what was dropped here. */
  tellOthers(...tags: string[]): void
  start(): Promise<void>
  /** Takes up nothing more. Call it, and then `stop`, when there are no more requests. */
  wane(): void
  stop(): Promise<void>
}

type Deps = Pick<Context, 'db' | 'settings' | 'now' | 'newId' | 'log'> & {
  mailer: Mailer
  context: MailContext
  drop: (...tags: string[]) => void
  dropAll: () => void
}

export function createWorkers(deps: Deps): Workers {
  const { db, settings, now, newId, log, mailer, context, drop, dropAll } = deps
  const { staffEmails } = settings
  let drain: Drain | undefined
  let others: PageDrops | undefined
  let reminders: Reminders | undefined
  let endRetention: (() => Promise<void>) | undefined
  let waning: Promise<unknown> | undefined

  const outbox: Drain = {
    wake: () => drain?.wake(),
    state: () =>
      drain?.state() ?? {
        ...{ transport: 'ok', waiting: 0, retrying: 0, failed: 0, doubtful: 0, fromFuture: 0 },
        oldestWaitingMs: 0,
        ...(mailer.keepsFiles && { keepsFiles: true }),
      },
    stop: async () => await drain?.stop(),
  }

  return {
    outbox,
    tellOthers: (...tags) => others?.tell(...tags),
    async start() {
      others = await sharePageDrops({ db, instance: newId(), drop, dropAll, log })
      if (waning) return
      drain = startDrain({ db, mailer, context, now, newId, log, staffEmails })
      reminders = startReminders({ db, settings, outbox, log, now, newId, site })
      endRetention = startRetention({ db, settings, now, log })
    },
    wane() {
      waning ??= Promise.all([drain?.stop(), reminders?.stop(), endRetention?.()])
    },
    async stop() {
      await Promise.all([waning, others?.stop()])
    },
  }
}
