import { z } from 'zod'
import { email, requiredLine, requiredText, website } from '#lib/forms/fields.ts'
import { type Parsed, parseForm } from '#lib/forms/parse.ts'
import { lengthOf } from '#lib/forms/typed.ts'
import { words } from '#lib/words/words.ts'
import { replyLimits } from './limits.ts'

const schema = z.object({
  comment: requiredText({ called: 'comment', ...replyLimits.comment }).superRefine(longEnough),
  name: requiredLine({ called: 'name', ...replyLimits.name }),
  email: email({ called: 'email', ...replyLimits.email }),
  website: website({ called: 'website', ...replyLimits.website }),
})

function longEnough(comment: string, context: z.RefinementCtx): void {
  const { least } = replyLimits.comment
  if (comment && lengthOf(comment) < least) context.addIssue(words()('error.too-short.comment', { least }))
}

export type ReplyInput = z.output<typeof schema>

export function parseReply(fields: Readonly<Record<string, unknown>>): Parsed<ReplyInput> {
  return parseForm(schema, fields)
}
