'use server'

import { redirect } from 'next/navigation'
import { decide } from '#lib/moderation/decide.ts'
import type { FormState } from '#lib/request.ts'
import { runtime } from '#lib/runtime.ts'
import { decided } from './words.ts'

/** Carries out the button that was pressed on a moderation page. */
export async function carryOut(token: string, _before: FormState, data: FormData): Promise<FormState> {
  const outcome = await decide(runtime(), token, String(data.get('decision') ?? ''))
  if (outcome.kind === 'unknown') return { errors: { '': 'Choose one of the buttons.' } }
  if (outcome.kind === 'already')
    return { errors: { '': `${decided(outcome.status, outcome.at)} Nothing was changed.` } }
  // Done, or no longer there: the page itself says how it stands.
  redirect(`/moderate/${token}`)
}
