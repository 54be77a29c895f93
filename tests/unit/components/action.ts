import type { FormState } from '#lib/request-context.ts'

/**
 * An action as the framework hands it to a form: only one that it can name on the server gets a form that posts
 * without a script.
 */
export const posts: (state: FormState, data: FormData) => Promise<FormState> = Object.assign(
  async (state: FormState) => state,
  {
    bind: () => posts,
    $$FORM_ACTION: () => ({
      name: '$ACTION_REF_1',
      method: 'POST',
      encType: 'multipart/form-data',
      data: null,
    }),
    $$IS_SIGNATURE_EQUAL: () => false,
  },
)
