'use server'

import { redirect } from 'next/navigation'
import { context } from '#lib/context.ts'
import { decide } from '#lib/desk/moderation.ts'
import type { FormState } from '#lib/request-context.ts'
import { seenVersion, typed } from '../../actions/typed.ts'
import { decided } from './labels.ts'

/** Carries out the button that was pressed on a moderation page. */
export async function carryOut(token: string, _before: FormState, data: FormData): Promise<FormState> {
  const fields = typed(data)
  const [decision = '', anyway] = (fields.decision ?? '').split(' ')
  const pressed = { seen: seenVersion(fields.seen), anyway: anyway === 'anyway' }
  const outcome = await decide(context(), token, decision, pressed)
  if (outcome.kind === 'unknown') return { errors: { '': 'Choose one of the buttons.' } }
  if (outcome.kind === 'stale')
    return {
      values: { decision },
      errors: { '': `Nothing was changed. Meanwhile: ${decided(outcome)}` },
    }
  // Done, or no longer there: the page itself says how it stands.
  redirect(`/moderate/${token}`)
}
