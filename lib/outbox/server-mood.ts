import type { Outcome } from '#lib/mail/smtp-errors.ts'

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
  // Both in the order of their last time.
  const putOff = new Map<string, number>()
  const refused = new Map<string, number>()
  let untold: { id: string; at: number }[] = []

  function note(recipients: Map<string, number>, recipient: string): void {
    recipients.delete(recipient)
    recipients.set(recipient, clock())
  }

  function areSeveral(recipients: Map<string, number>): boolean {
    const since = clock() - lately
    for (const [recipient, at] of recipients) {
      if (at >= since) break
      recipients.delete(recipient)
    }
    return recipients.size > 1
  }

  return {
    learn({ kind }, { id, recipient }) {
      if (kind === 'later') note(putOff, recipient)
      if (kind === 'refused') {
        note(refused, recipient)
        untold.push({ id, at: clock() })
      }
      if (kind !== 'sent') return
      takenAt = clock()
      refused.clear()
      untold = []
    },
    refusesMany: () => areSeveral(refused),
    isLimiting: () => areSeveral(putOff) && takenAt >= clock() - lately,
    wronglyRefused() {
      if (!areSeveral(refused)) return []
      const since = clock() - lately
      return untold.splice(0).flatMap(({ id, at }) => (at >= since ? [id] : []))
    },
  }
}
