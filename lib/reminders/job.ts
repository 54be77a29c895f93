import type { Context } from '#lib/context.ts'
import type { Job } from '#lib/jobs/every.ts'
import { type Reminded, remind } from './remind.ts'

type Deps = Pick<Context, 'db' | 'settings' | 'outbox' | 'log' | 'now' | 'newId'> & { site: Reminded }

export function remindersJob(deps: Deps): Job {
  return {
    every: 20_000,
    async run() {
      const mails = await remind(deps)
      if (mails) deps.log.info('Mails to staff about what is open are in the outbox', { mails })
    },
    fails: 'Staff cannot be told what is open',
    works: 'Staff can be told again what is open',
  }
}
