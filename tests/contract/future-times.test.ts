import { expect, test } from 'vitest'
import { currentStaff } from '#lib/auth/session.ts'
import { consumeSignIn, peekSignIn, requestSignIn } from '#lib/auth/sign-in.ts'
import type { Database } from '#lib/db/client.ts'
import { submitEnquiry } from '#lib/enquiries/submit.ts'
import { createLog } from '#lib/log.ts'
import { retainDaily } from '#lib/privacy/retention.ts'
import { remind } from '#lib/reminders/remind.ts'
import { submitReply } from '#lib/replies/submit.ts'
import { eachDatabase } from '../support/databases.ts'
import { article, day, hour, mailsIn, minute, openDoors, start } from '../support/doors.ts'

/** Doors whose clock stood wrong, 25 hours ahead, and what happened then. */
function doorsFromTheFuture(db: Database) {
  const doors = openDoors(db)
  doors.clock.time = start + 25 * hour
  const setBack = () => {
    doors.clock.time = start
  }
  return { ...doors, setBack }
}

const email = 'one@staff.example'
const client = '192.0.2.1'
const enquiry = {
  name: 'Ada',
  email: 'ada@example.org',
  phone: '',
  organisation: '',
  requirements: 'A site.',
}
const place = { promise: { hours: 24 }, timeZone: 'Europe/London', digestAt: '08:00' }

async function newestLink({ deps }: ReturnType<typeof openDoors>): Promise<string> {
  const row = await deps.db.read
    .selectFrom('sign_in')
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return deps.keys.signInToken(row.id)
}

eachDatabase((name, open) => {
  test(`${name}: a link and a session of the future open nothing, and stand in nobody’s way`, async () => {
    const doors = doorsFromTheFuture(await open())
    const { deps } = doors
    for (let times = 0; times < 5; times++) await requestSignIn(deps, { email, client })
    const signed = await consumeSignIn(deps, await newestLink(doors))
    const cookie = 'session' in signed ? signed.session.token : ''
    expect(await currentStaff(deps, cookie)).toMatchObject({ email })
    await requestSignIn(deps, { email: 'two@staff.example', client })
    const link = await newestLink(doors)
    doors.setBack()
    expect(await currentStaff(deps, cookie)).toBeUndefined()
    expect(await peekSignIn(deps, link)).toEqual({ kind: 'expired' })
    const before = (await mailsIn(deps.db)).length
    await requestSignIn(deps, { email, client })
    expect(await mailsIn(deps.db)).toHaveLength(before + 1)
  })

  test(`${name}: what was sent in the future is no repeat, and holds and silences nobody`, async () => {
    const doors = doorsFromTheFuture(await open())
    const { deps } = doors
    const send = async (requirements: string) =>
      await submitEnquiry(deps, { page: '/contact', fields: { ...enquiry, requirements }, client })
    const early = []
    for (let times = 0; times < 20; times++) early.push(await send(`Number ${times}`))
    const acknowledged = async () =>
      (await mailsIn(deps.db)).filter(({ kind }) => kind === 'enquiry-acknowledgement').length
    expect(await acknowledged()).toBe(5)
    doors.setBack()
    expect(await send('Number 0')).not.toEqual(early[0])
    expect(await acknowledged()).toBe(6)
  })

  test(`${name}: staff are told at once of an enquiry made in the future, once, and erasing goes on daily`, async () => {
    const doors = doorsFromTheFuture(await open())
    const deps = { ...doors.deps, site: place, log: createLog('error') }
    await submitEnquiry(deps, { page: '/contact', fields: enquiry, client })
    const fields = { name: 'Bob', email: 'bob@example.org', website: '', comment: 'Well said.' }
    await submitReply(deps, { article: article(), fields, client })
    expect(await retainDaily(deps)).toBeDefined()
    doors.setBack()
    const reminders = async () =>
      (await mailsIn(deps.db)).filter(({ kind }) => kind === 'promise-notice').length
    await remind(deps)
    expect(await reminders()).toBe(2)
    expect((await mailsIn(deps.db)).filter(({ kind }) => kind === 'desk-digest')).toHaveLength(2)
    doors.clock.time += minute
    await remind(deps)
    expect(await reminders()).toBe(2)
    expect(await retainDaily(deps)).toBeDefined()
    expect(await retainDaily(deps)).toBeUndefined()
    doors.clock.time += day
    expect(await retainDaily(deps)).toBeDefined()
  })
})
