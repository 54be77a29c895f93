import type { Enquiry } from '#lib/enquiries/enquiry.ts'
import type { Change } from '#lib/events/transition.ts'
import type { ReplyStatus } from '#lib/replies/reply.ts'
import { words } from '#lib/words/words.ts'

type Status = ReplyStatus | Enquiry['status']
type Signed = { by?: string; fromMail?: true }

/** `Approved by anna@example.org, today 09:12`. */
export function changeInWords(change: Change<Status>, moment: string): string {
  const { status, isUndo } = change
  const { who, ...values } = signed(change, moment)
  return words()(isUndo ? `changed-back.${status}.${who}` : `change.${status}.${who}`, values)
}

/** The same of an answer to a reply. */
export function answerInWords(answer: { kind: 'published' | 'withdrawn' } & Signed, moment: string): string {
  const { who, ...values } = signed(answer, moment)
  return words()(`change.${answer.kind}.${who}`, values)
}

/** `other` where it is not known: from the terminal, or of an earlier version. */
function signed({ by, fromMail }: Signed, at: string) {
  const known = fromMail ? 'mail' : 'by'
  const unknown = fromMail ? 'link' : 'other'
  return { who: by === undefined ? unknown : known, name: by ?? '', at } as const
}
