import { currentRequest, type FormState } from '#lib/request-context.ts'
import type { FormName } from '#lib/site-forms.ts'

/**
 * What a form is shown with: what came of it, when it was just posted and not taken.
 *
 * @param item of several forms of that name on one page, the one with this field `item`
 */
export function stateOf(name: FormName, item?: string): FormState {
  const posted = currentRequest()?.posted
  const isThis = posted?.form === name && (item === undefined || posted.item === item)
  return isThis ? posted.state : {}
}
