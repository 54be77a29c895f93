import { z } from 'zod'
import { email, requiredLine, requiredText, website } from '#lib/forms/fields.ts'
import { type Parsed, parseForm } from '#lib/forms/parse.ts'
import { replyLimits } from './reply.ts'

const schema = z.object({
  comment: requiredText({ called: 'comment', ...replyLimits.comment }),
  name: requiredLine({ called: 'name', ...replyLimits.name }),
  email: email({ called: 'email address', ...replyLimits.email }),
  website: website({ called: 'website address', ...replyLimits.website }),
})

/** What the form Leave a Reply says, checked and made fit to be kept. */
export type ReplyInput = z.output<typeof schema>

/** Checks the fields of the form Leave a Reply. */
export function parseReply(fields: Readonly<Record<string, unknown>>): Parsed<ReplyInput> {
  return parseForm(schema, fields)
}
