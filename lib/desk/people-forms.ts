import { erasePerson } from '#lib/privacy/person.ts'
import { withQuery } from './query.ts'
import { staffOnly } from './staff-only.ts'

export function personPath(email: string): string {
  return `/staff/people?email=${encodeURIComponent(email)}`
}

export const eraseForm = staffOnly(async (deps, { fields }) => {
  const { email = '' } = fields
  const erased = await erasePerson(deps, { email, keepPublished: fields.published !== 'erase' })
  return { to: erased ? withQuery('/staff/people', { told: 'erased', ...erased }) : personPath(email) }
})
