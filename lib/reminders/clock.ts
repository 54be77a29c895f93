import type { Context } from '#lib/context.ts'
import { type Reminded, remind } from './remind.ts'

/** Milliseconds. */
const defaultEvery = 20_000

export type Reminders = {
  /** Begins nothing more, and waits for what was begun. */
  stop(): Promise<void>
}

/** Looks again and again what staff are to be told, for as long as the process lives; keeps no process alive. */
export function startReminders(
  deps: Pick<Context, 'db' | 'settings' | 'outbox' | 'log' | 'now' | 'newId'> & { site: Reminded },
  every: number = defaultEvery,
): Reminders {
  const { log } = deps
  let isFailing = false
  let turn: Promise<void> | undefined

  async function look(): Promise<void> {
    try {
      const count = await remind(deps)
      if (count) log.info('Mails to staff about what is open are in the outbox', { mails: count })
      if (isFailing) log.info('Staff can be told again what is open')
      isFailing = false
    } catch (error) {
      if (!isFailing) log.error('Staff cannot be told what is open', { error })
      isFailing = true
    }
  }

  function begin(): void {
    turn ??= look().finally(() => {
      turn = undefined
    })
  }

  begin()
  const timer = setInterval(begin, every).unref()
  return {
    async stop() {
      clearInterval(timer)
      await turn
    },
  }
}
