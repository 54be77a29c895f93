import type { Outcome } from '#lib/mail/errors.ts'

/** Milliseconds for which it counts that a server took a mail, refused one or put one off. */
const lately = 10 * 60_000

/** What a server does to mails in a row tells its own faults from those of single recipients. */
export type ServerMood = {
  learn(outcome: Outcome, mail: { id: string; recipient: string }): void
  /** It refuses several recipients one after another: most likely it is set up wrongly. */
  refusesMany(): boolean
  /** It takes some mails and puts off others: most likely it takes only so many at a time. */
  isLimiting(): boolean
  /** Mails refused since it last took one, if their refusal turned out to be its own fault; each once. */
  wronglyRefused(): string[]
}

/** @param clock milliseconds of a clock that is never set */
export function watchServerMood(clock: () => number = () => performance.now()): ServerMood {
  let takenAt = Number.NEGATIVE_INFINITY
  const putOff = new Map<string, number>()
  const refused = new Map<string, { at: number; ids: string[] }>()

  function refusesMany(): boolean {
    const since = clock() - lately
    for (const [recipient, { at }] of refused) if (at < since) refused.delete(recipient)
    return refused.size > 1
  }

  return {
    learn({ kind }, { id, recipient }) {
      const at = clock()
      if (kind === 'sent') {
        takenAt = at
        refused.clear()
      }
      if (kind === 'later') putOff.set(recipient, at)
      if (kind === 'refused')
        refused.set(recipient, { at, ids: [...(refused.get(recipient)?.ids ?? []), id] })
    },
    refusesMany,
    isLimiting() {
      const since = clock() - lately
      for (const [recipient, at] of putOff) if (at < since) putOff.delete(recipient)
      return putOff.size > 1 && takenAt >= since
    },
    wronglyRefused() {
      if (!refusesMany()) return []
      return [...refused.values()].flatMap(({ ids }) => ids.splice(0))
    },
  }
}
