import type { Context } from '#lib/context.ts'
import { type FormOutcome, lastPart, type PostedForm, seenVersion } from '#lib/forms/form.ts'
import { site } from '#lib/site.ts'
import { formatMoment } from '#lib/time/format.ts'
import { changeInWords } from './changes.ts'
import { decide } from './moderation.ts'

export function decidedInWords(change: Parameters<typeof changeInWords>[0]): string {
  return `${changeInWords(change, formatMoment(change.at, site))}.`
}

/** The token alone gives the right to. */
export async function moderationForm(deps: Context, { path, fields }: PostedForm): Promise<FormOutcome> {
  const [decision = '', anyway] = (fields.decision ?? '').split(' ')
  const pressed = { seen: seenVersion(fields.seen), anyway: anyway === 'anyway' }
  const outcome = await decide(deps, lastPart(path), decision, pressed)
  if (outcome.kind === 'done') return { to: path }
  if (outcome.kind === 'unknown') return { state: { errors: { '': 'Choose one of the buttons.' } } }
  if (outcome.kind === 'stale')
    return {
      state: {
        values: { decision },
        errors: { '': `Nothing was changed. Meanwhile: ${decidedInWords(outcome)}` },
      },
    }
  // The page itself says that it is no longer there.
  return { state: {} }
}
