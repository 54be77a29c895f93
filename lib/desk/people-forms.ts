import { erasePerson } from '#lib/privacy/person.ts'
import { withQuery } from './query.ts'
import { staffOnly } from './staff-only.ts'

export function personPath(email: string): string {
  return `/staff/people?email=${encodeURIComponent(email)}`
}

export const eraseForm = staffOnly(async (deps, { fields }) => {
  const { email = '' } = fields
  const erased = await erasePerson(deps, { email, keepPublished: fields.published !== 'erase' })
  // A colleague may have erased them meanwhile: that page says that nothing is kept.
  const isAny = erased && Object.values(erased).some((count) => count > 0)
  return { to: isAny ? withQuery('/staff/people', { told: 'erased', ...erased }) : personPath(email) }
})
