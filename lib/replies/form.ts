import { z } from 'zod'
import { email, requiredLine, requiredText, website } from '#lib/forms/fields.ts'
import { type Parsed, parseForm } from '#lib/forms/parse.ts'
import { replyLimits } from './limits.ts'

const schema = z.object({
  comment: requiredText({ called: 'comment', ...replyLimits.comment }),
  name: requiredLine({ called: 'name', ...replyLimits.name }),
  email: email({ called: 'email address', ...replyLimits.email }),
  website: website({ called: 'website address', ...replyLimits.website }),
})

export type ReplyInput = z.output<typeof schema>

export function parseReply(fields: Readonly<Record<string, unknown>>): Parsed<ReplyInput> {
  return parseForm(schema, fields)
}
