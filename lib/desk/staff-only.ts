import { currentStaff } from '#lib/auth/session.ts'
import { sessionIn } from '#lib/auth/session-cookie.ts'
import type { Staff } from '#lib/auth/staff.ts'
import type { Context } from '#lib/context.ts'
import type { FormOutcome, PostedForm } from '#lib/forms/form.ts'

/** It asks for the session itself, whatever the page of the form has done. */
export function staffOnly(submit: (deps: Context, sent: PostedForm, staff: Staff) => Promise<FormOutcome>) {
  return async (deps: Context, sent: PostedForm): Promise<FormOutcome> => {
    const staff = await currentStaff(deps, sessionIn(deps.settings, sent.cookie))
    return staff ? await submit(deps, sent, staff) : { to: '/staff/sign-in' }
  }
}
