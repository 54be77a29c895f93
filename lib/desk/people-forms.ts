import { erasePerson } from '#lib/privacy/person.ts'
import { withQuery } from './query.ts'
import { staffOnly } from './staff-only.ts'

/** The page of what is kept of someone; it says so when the text is no address. */
export function personPath(email: string): string {
  return `/staff/people?email=${encodeURIComponent(email)}`
}

/** Erases what is kept of a person, for good. */
export const eraseForm = staffOnly(async (deps, { fields }) => {
  const { email = '' } = fields
  const erased = await erasePerson(deps, { email, keepPublished: fields.published !== 'erase' })
  return { to: erased ? withQuery('/staff/people', { told: 'erased', ...erased }) : personPath(email) }
})
