import { spanInWords } from '#components/desk/deadline.ts'
import type { RowMail } from '#components/desk/mail-rows.tsx'
import { answerInWords, mailName, type StaffMail } from '#lib/outbox/admin.ts'
import type { Person } from '#lib/privacy/person.ts'
import { site } from '#lib/site.ts'
import { shortMoment } from '#lib/time/format.ts'
import { words } from '#lib/words/words.ts'

/** A mail as its row shows it. */
export function inRow(mail: StaffMail, now: number): RowMail {
  const { id, kind, recipient, lastAnswer, status, item, version } = mail
  return {
    ...{ id, what: mailName(kind), recipient, version },
    about: item && aboutOf(item),
    fate: fateOf(mail, now),
    // That a server took a mail needs no words of the server.
    answer: status === 'sent' || lastAnswer === undefined ? undefined : answerInWords(lastAnswer, words()),
  }
}

type HeldMail = Person['mails'][number]

/** A mail of which little is told, as its row shows it. */
export function heldInRow({ id, kind, recipient, createdAt, status }: HeldMail, now: number): RowMail {
  const fate = words()(`outbox.written.${status}`, { at: shortMoment(createdAt, now, site) })
  return { id, what: mailName(kind), recipient, fate }
}

function aboutOf({ kind, id }: NonNullable<StaffMail['item']>): RowMail['about'] {
  const t = words()
  if (kind === 'reply') return { label: t('outbox.its-reply'), path: `/staff/replies?queue=all&reply=${id}` }
  return { label: t('outbox.its-enquiry'), path: `/staff/enquiries/${id}` }
}

function fateOf(mail: StaffMail, now: number): string {
  const { status, attempts, isDoubtful, createdAt, nextAt, settledAt, handledBy } = mail
  const t = words()
  if (status !== 'waiting') {
    if (settledAt === undefined) return t(`outbox.status.${status}`)
    const at = shortMoment(settledAt, now, site)
    if (status === 'handled' && handledBy) return t('outbox.fate.handled-by', { name: handledBy, at })
    return t(`outbox.fate.${status}`, { at })
  }
  const at = shortMoment(createdAt, now, site)
  if (!attempts) return t('outbox.fate.waits', { at })
  const tried =
    nextAt !== undefined && nextAt > now
      ? t('outbox.fate.tried', { at, count: attempts, span: spanInWords(nextAt - now) })
      : t('outbox.fate.tried-now', { at, count: attempts })
  // From here on hours lie between the attempts, and whoever reads it wonders why.
  return isDoubtful ? t('outbox.fate.doubtful', { fate: tried }) : tried
}
