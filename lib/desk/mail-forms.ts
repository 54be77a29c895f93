import { sendTestMails } from '#lib/auth/test-mail.ts'
import { namedIds } from '#lib/forms/form.ts'
import { markHandled, sendAgain, sendAllAgain } from '#lib/outbox/admin.ts'
import { withQuery } from './query.ts'
import { staffOnly } from './staff-only.ts'

export const completeForm = staffOnly(async (deps, { fields }, { email: by }) => {
  const wanted = fields.again ? 'again' : 'handled'
  const [id = '', seen] = (fields[wanted] ?? '').split(' ')
  const mails =
    id === 'ticked' ? namedIds(fields, 'mail').map(([id, seen]) => ({ id, seen })) : [{ id, seen }]
  const to = (told: Parameters<typeof withQuery>[1]) => ({ to: withQuery('/staff/mail', told) })
  if (!mails.length) return to({ told: 'none-ticked' })
  const outcomes =
    wanted === 'again' ? await sendAgain(deps, { mails }) : await markHandled(deps, { mails, by })
  const done = outcomes.filter(({ kind }) => kind === 'done').length
  if (id === 'ticked') return to({ told: `ticked-${wanted}`, count: done, left: outcomes.length - done })
  const [outcome] = outcomes
  if (outcome?.kind === 'already') return to({ told: 'already', mail: id, wanted })
  return to({ told: done ? wanted : 'missing' })
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
