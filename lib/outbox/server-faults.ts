import type { Outcome } from '#lib/mail/smtp-errors.ts'

/** Milliseconds. */
const lately = 10 * 60_000

/** `staffEmails`: a demand for a login to write to our own staff is one for every mail. */
export function watchServerFaults(
  staffEmails: readonly string[] = [],
  clock: () => number = () => performance.now(),
) {
  let takenAt = Number.NEGATIVE_INFINITY
  // In the order of their last time.
  const deferred = new Map<string, number>()
  const bounced = new Map<string, number>()
  const demanded = new Map<string, number>()
  let unreported: { id: string; at: number }[] = []

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

  function isForAll(recipient: string): boolean {
    const hasTaken = takenAt > Number.NEGATIVE_INFINITY
    return !hasTaken || areSeveral(demanded) || staffEmails.includes(recipient)
  }

  return {
    /** A demand for a login may be made for every mail, or for this recipient alone. */
    judge(outcome: Outcome, { id, recipient }: { id: string; recipient: string }): Outcome {
      const { kind, answer } = outcome
      if (kind === 'deferred') note(deferred, recipient)
      if (kind === 'bounced') {
        note(bounced, recipient)
        unreported.push({ id, at: clock() })
      }
      if (kind === 'sent') {
        takenAt = clock()
        bounced.clear()
        demanded.clear()
        unreported = []
      }
      if (kind !== 'login-demanded') return outcome
      note(demanded, recipient)
      return { kind: isForAll(recipient) ? 'login-refused' : 'deferred', answer }
    },
    bouncesMany: () => areSeveral(bounced),
    /** It takes some mails and defers others: most likely it takes only so many at a time. */
    isLimiting: () => areSeveral(deferred) && takenAt >= clock() - lately,
    /** Bounced since it last took one, if that turned out to be its own fault; each once. */
    wronglyBounced(): string[] {
      if (!areSeveral(bounced)) return []
      const since = clock() - lately
      return unreported.splice(0).flatMap(({ id, at }) => (at >= since ? [id] : []))
    },
  }
}
