import { spanInWords } from '#components/desk/deadline.ts'
import type { RowMail } from '#components/desk/mail-rows.tsx'
import { mailName, type StaffMail } from '#lib/outbox/admin.ts'
import type { Person } from '#lib/privacy/person.ts'
import { site } from '#lib/site.ts'
import { shortMoment } from '#lib/time/format.ts'

/** A mail as its row shows it. */
export function inRow(mail: StaffMail, now: number): RowMail {
  const { id, kind, recipient, lastAnswer, status, item, version } = mail
  return {
    ...{ id, what: mailName(kind), recipient, version },
    about: item && aboutPaths[item.kind](item.id),
    fate: fateOf(mail, now),
    // That a server took a mail needs no words of the server.
    answer: status === 'sent' ? undefined : lastAnswer,
  }
}

type HeldMail = Person['mails'][number]

/** A mail of which little is told, as its row shows it. */
export function heldInRow({ id, kind, recipient, createdAt, status }: HeldMail, now: number): RowMail {
  const fate = `${statusNames[status]}, written ${shortMoment(createdAt, now, site)}`
  return { id, what: mailName(kind), recipient, fate }
}

const statusNames: Readonly<Record<HeldMail['status'], string>> = {
  waiting: 'Waits',
  sent: 'Sent',
  filed: 'Kept as a file, not sent',
  failed: 'Refused for good',
  handled: 'Dealt with',
}

const aboutPaths = {
  reply: (id: string) => ({ label: 'Its reply', path: `/staff/replies?queue=all&reply=${id}` }),
  enquiry: (id: string) => ({ label: 'Its enquiry', path: `/staff/enquiries/${id}` }),
}

function fateOf(mail: StaffMail, now: number): string {
  const { status, attempts, isDoubtful, createdAt, nextAt, settledAt, handledBy } = mail
  const settled = settledAt === undefined ? '' : `, ${shortMoment(settledAt, now, site)}`
  if (status === 'sent' || status === 'filed') return `${statusNames[status]}${settled}`
  if (status === 'failed') return `Refused for good${settled}`
  if (status === 'handled') return `Dealt with${handledBy ? ` by ${handledBy}` : ''}${settled}`
  const waits = `Waits since ${shortMoment(createdAt, now, site)}`
  if (!attempts) return waits
  const next = nextAt !== undefined && nextAt > now ? `in ${spanInWords(nextAt - now)}` : 'now'
  // From here on hours lie between the attempts, and whoever reads it wonders why.
  const doubt = isDoubtful ? '; it may have arrived several times, as no answer came' : ''
  return `${waits}, tried ${attempts === 1 ? 'once' : `${attempts} times`}, next ${next}${doubt}`
}
