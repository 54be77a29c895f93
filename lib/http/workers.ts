import type { Context } from '#lib/context.ts'
import { type SharedInvalidations, shareInvalidations } from '#lib/db/cache-invalidation.ts'
import { type Job, startJob } from '#lib/jobs/every.ts'
import type { Mailer } from '#lib/mail/mailer.ts'
import type { MailContext } from '#lib/mail/message.ts'
import { type Outbox, startWorker } from '#lib/outbox/worker.ts'

type Deps = Pick<Context, 'db' | 'settings' | 'now' | 'newId' | 'log'> & {
  mailer: Mailer
  context: MailContext
  invalidate: (...tags: string[]) => void
  invalidateAll: () => void
}

export function createWorkers(deps: Deps) {
  const { db, settings, now, newId, log, mailer, context, invalidate, invalidateAll } = deps
  const { staffEmails } = settings
  let worker: Outbox | undefined
  let others: SharedInvalidations | undefined
  const running: { stop(): Promise<void> }[] = []
  let waning: Promise<unknown> | undefined

  const outbox: Outbox = {
    wake: () => worker?.wake(),
    state: () =>
      worker?.state() ?? {
        ...{ transport: 'ok', waiting: 0, retrying: 0, failed: 0, doubtful: 0, fromFuture: 0 },
        oldestWaitingMs: 0,
        ...(mailer.keepsFiles && { keepsFiles: true }),
      },
    stop: async () => await worker?.stop(),
  }

  return {
    outbox,
    publish: (...tags: string[]) => others?.publish(...tags),
    async start(jobs: readonly Job[]): Promise<void> {
      others = await shareInvalidations({ db, instance: newId(), invalidate, invalidateAll, log })
      if (waning) return
      worker = startWorker({ db, mailer, context, now, newId, log, staffEmails })
      running.push(worker, ...jobs.map((job) => startJob(job, log)))
    },
    /** Call it, and then `stop`, when there are no more requests. */
    wane(): void {
      waning ??= Promise.all(running.map((one) => one.stop()))
    },
    async stop(): Promise<void> {
      await Promise.all([waning, others?.stop()])
    },
  }
}
