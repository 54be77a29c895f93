import type { FormName as Name } from '#lib/site-forms.ts'

/** By this name the server knows which form was sent. */
export function FormName({ name }: { name: Name }) {
  return <input type="hidden" name="form" value={name} />
}
