import { sendTestMails } from '#lib/auth/test-mail.ts'
import { markHandled, sendAgain, sendAllAgain } from '#lib/outbox/admin.ts'
import { withQuery } from './query.ts'
import { staffOnly } from './staff-only.ts'

export const completeForm = staffOnly(async (deps, { fields }, { email: by }) => {
  const { again, handled } = fields
  const [id = '', seen] = (again ?? handled ?? '').split(' ')
  const outcome = again ? await sendAgain(deps, { id, seen }) : await markHandled(deps, { id, seen, by })
  const wanted = again ? 'again' : 'handled'
  if (outcome.kind === 'already')
    return { to: withQuery('/staff/mail', { told: 'already', mail: id, wanted }) }
  return { to: withQuery('/staff/mail', { told: outcome.kind === 'done' ? wanted : outcome.kind }) }
})

export const sendAllForm = staffOnly(async (deps) => {
  const count = await sendAllAgain(deps)
  return { to: withQuery('/staff/mail', { told: count ? 'all' : 'none' }) }
})

export const testForm = staffOnly(async (deps) => {
  await sendTestMails(deps)
  deps.outbox.wake()
  return { to: '/staff/mail?told=test' }
})
