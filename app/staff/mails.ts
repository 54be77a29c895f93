import { shortMoment, spanInWords } from '#components/desk/deadline.ts'
import type { RowMail } from '#components/desk/mail-table.tsx'
import type { StaffMail } from '#lib/desk/mails.ts'
import { site } from '#lib/site.ts'

/** A mail as a row of a table shows it. */
export function inTable(mail: StaffMail, now: number): RowMail {
  const { id, what, recipient, lastAnswer, status, item } = mail
  return {
    ...{ id, what, recipient },
    about: item && aboutPaths[item.kind](item.id),
    fate: fateOf(mail, now),
    // That a server took a mail needs no words of the server.
    answer: status === 'sent' ? undefined : lastAnswer,
  }
}

const aboutPaths = {
  reply: (id: string) => ({ label: 'Its reply', path: `/staff/replies?queue=all&reply=${id}` }),
  enquiry: (id: string) => ({ label: 'Its enquiry', path: `/staff/enquiries/${id}` }),
}

function fateOf({ status, attempts, createdAt, nextAt, settledAt, handledBy }: StaffMail, now: number) {
  const settled = settledAt === undefined ? '' : `, ${shortMoment(settledAt, now, site)}`
  if (status === 'sent') return `Sent${settled}`
  if (status === 'failed') return `Refused for good${settled}`
  if (status === 'handled') return `Dealt with${handledBy ? ` by ${handledBy}` : ''}${settled}`
  const waits = `Waits since ${shortMoment(createdAt, now, site)}`
  if (!attempts) return waits
  const next = nextAt !== undefined && nextAt > now ? `in ${spanInWords(nextAt - now)}` : 'now'
  return `${waits}, tried ${attempts === 1 ? 'once' : `${attempts} times`}, next ${next}`
}
