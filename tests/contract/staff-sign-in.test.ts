import { expect, test } from 'vitest'
import { currentStaff, signOut, signOutEverywhere } from '#lib/auth/session.ts'
import { consumeSignIn, peekSignIn, requestSignIn, sessionLasts } from '#lib/auth/sign-in.ts'
import { hashOf } from '#lib/auth/token.ts'
import type { Database } from '#lib/db/client.ts'
import { ulid } from '#lib/ulid.ts'
import { eachDatabase } from '../support/databases.ts'
import { contentsOf, mailsIn, minute, openDoors } from '../support/doors.ts'

const client = '192.0.2.1'
const email = 'one@staff.example'

/** Asks for a link, and reads its token as the mail would hold it. */
async function linkFor(doors: ReturnType<typeof openDoors>, address = email): Promise<string> {
  await requestSignIn(doors.deps, { email: address, client })
  const row = await doors.deps.db.read
    .selectFrom('sign_in')
    .select('id')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return doors.deps.keys.signInToken(row.id)
}

async function signedIn(doors: ReturnType<typeof openDoors>): Promise<string> {
  const signed = await consumeSignIn(doors.deps, await linkFor(doors))
  if (signed.kind !== 'signed-in') throw new Error(signed.kind)
  doors.clock.time += 1
  return signed.session.token
}

async function everything(db: Database): Promise<unknown> {
  const read = (table: 'sign_in' | 'staff_session') => db.read.selectFrom(table).selectAll().execute()
  return [await contentsOf(db), await read('sign_in'), await read('staff_session')]
}

eachDatabase((name, open) => {
  test(`${name}: a link is mailed to staff, whatever capitals they type, and signs in once`, async () => {
    const doors = openDoors(await open())
    const token = await linkFor(doors, 'One@Staff.Example')
    expect(await mailsIn(doors.deps.db)).toEqual([{ recipient: email, kind: 'sign-in' }])
    expect(await peekSignIn(doors.deps, token)).toMatchObject({ kind: 'valid', email })
    const signed = await consumeSignIn(doors.deps, token)
    expect(signed).toMatchObject({ kind: 'signed-in', session: { email } })
    expect(await consumeSignIn(doors.deps, token)).toEqual({ kind: 'used' })
    expect(await peekSignIn(doors.deps, token)).toEqual({ kind: 'used' })
    const cookie = 'session' in signed ? signed.session.token : ''
    expect(await currentStaff(doors.deps, cookie)).toMatchObject({ email })
  })

  test(`${name}: of several who use a link at once, one is signed in`, async () => {
    const doors = openDoors(await open())
    const token = await linkFor(doors)
    const tries = await Promise.all(Array.from({ length: 8 }, () => consumeSignIn(doors.deps, token)))
    expect(tries.filter(({ kind }) => kind === 'signed-in')).toHaveLength(1)
  })

  test(`${name}: opening a link and looking who is signed in change nothing`, async () => {
    const doors = openDoors(await open())
    const cookie = await signedIn(doors)
    const token = await linkFor(doors)
    const before = await everything(doors.deps.db)
    for (let time = 0; time < 20; time++) {
      await peekSignIn(doors.deps, token)
      await currentStaff(doors.deps, cookie)
      await currentStaff(doors.deps, 'nonsense')
    }
    expect(await everything(doors.deps.db)).toEqual(before)
  })

  test(`${name}: a stranger gets the same answer and no mail, and the address is not kept`, async () => {
    const doors = openDoors(await open())
    const asked = { email: 'stranger@example.org', client }
    expect(await requestSignIn(doors.deps, asked)).toEqual({ kind: 'asked' })
    expect(await requestSignIn(doors.deps, { email, client })).toEqual({ kind: 'asked' })
    expect(await mailsIn(doors.deps.db)).toHaveLength(1)
    // Sending begins when the answer is out: else the answers to staff would take longer.
    expect(doors.woken.times).toBe(0)
    const rows = await doors.deps.db.read.selectFrom('sign_in').selectAll().execute()
    expect(rows).toHaveLength(2)
    expect(JSON.stringify(rows)).not.toContain('stranger')
    const { id } = rows.find((row) => row.address_hash === hashOf('stranger@example.org')) ?? { id: '' }
    expect(await consumeSignIn(doors.deps, doors.deps.keys.signInToken(id))).toEqual({ kind: 'unknown' })
  })

  test(`${name}: neither link nor cookie can be read out of the database`, async () => {
    const doors = openDoors(await open())
    const link = await linkFor(doors)
    const signed = await consumeSignIn(doors.deps, link)
    const kept = JSON.stringify(await everything(doors.deps.db))
    expect(kept).toContain(hashOf(link))
    expect(kept).not.toContain(link)
    expect(kept).not.toContain('session' in signed ? signed.session.token : link)
  })

  test(`${name}: a link is good for 15 minutes, a session for 14 days`, async () => {
    const doors = openDoors(await open())
    const late = await linkFor(doors)
    doors.clock.time += 15 * minute
    expect(await consumeSignIn(doors.deps, late)).toEqual({ kind: 'expired' })
    const cookie = await signedIn(doors)
    doors.clock.time += sessionLasts - 2
    expect(await currentStaff(doors.deps, cookie)).toMatchObject({ email })
    doors.clock.time += 1
    expect(await currentStaff(doors.deps, cookie)).toBeUndefined()
  })

  test(`${name}: what is no token opens nothing`, async () => {
    const { deps } = openDoors(await open())
    for (const token of ['', 'x', '0'.repeat(52), '0'.repeat(5000), "' or 1=1 --", '\0'])
      expect([
        await peekSignIn(deps, token),
        await consumeSignIn(deps, token),
        await currentStaff(deps, token),
      ]).toEqual([{ kind: 'unknown' }, { kind: 'unknown' }, undefined])
  })

  test(`${name}: one address gets five links in 15 minutes, and the last of them still opens`, async () => {
    const doors = openDoors(await open())
    const tokens: string[] = []
    for (let time = 0; time < 5; time++) {
      tokens.push(await linkFor(doors))
      doors.clock.time += 1
    }
    for (let time = 0; time < 5; time++)
      expect(await requestSignIn(doors.deps, { email, client: '192.0.2.2' })).toEqual({ kind: 'asked' })
    expect(await mailsIn(doors.deps.db)).toHaveLength(5)
    expect(await consumeSignIn(doors.deps, tokens.at(-1) ?? '')).toMatchObject({ kind: 'signed-in' })
    doors.clock.time += 15 * minute
    await requestSignIn(doors.deps, { email, client })
    expect(await mailsIn(doors.deps.db)).toHaveLength(6)
  })

  test(`${name}: one client cannot have links sent without end`, async () => {
    const doors = openDoors(await open())
    for (let time = 0; time < 25; time++)
      await requestSignIn(doors.deps, { email: `stranger-${time}@example.org`, client })
    await requestSignIn(doors.deps, { email, client })
    expect(await mailsIn(doors.deps.db)).toHaveLength(0)
    expect(await doors.deps.db.read.selectFrom('sign_in').selectAll().execute()).toHaveLength(20)
  })

  test(`${name}: whoever is no longer in STAFF_EMAIL is out at once, link and session`, async () => {
    const db = await open()
    const doors = openDoors(db)
    const cookie = await signedIn(doors)
    const link = await linkFor(doors)
    const after = openDoors(db, { STAFF_EMAIL: 'two@staff.example' })
    expect(await currentStaff(after.deps, cookie)).toBeUndefined()
    expect(await consumeSignIn(after.deps, link)).toEqual({ kind: 'unknown' })
  })

  test(`${name}: signing out ends this session, signing out everywhere all of one’s own`, async () => {
    const doors = openDoors(await open())
    const [one, two, three] = [await signedIn(doors), await signedIn(doors), await signedIn(doors)]
    const other = await consumeSignIn(doors.deps, await linkFor(doors, 'two@staff.example'))
    await signOut(doors.deps, one)
    await signOut(doors.deps, undefined)
    const who = async (cookie: string) => (await currentStaff(doors.deps, cookie))?.email
    expect([await who(one), await who(two), await who(three)]).toEqual([undefined, email, email])
    await signOutEverywhere(doors.deps, 'One@staff.example')
    expect([await who(two), await who(three)]).toEqual([undefined, undefined])
    expect(await who('session' in other ? other.session.token : '')).toBe('two@staff.example')
  })

  test(`${name}: what is no address is told so, with what was typed`, async () => {
    const { deps } = openDoors(await open())
    for (const typed of ['', 'nobody', `a@b.example, ${email}`, `${ulid()}@\u200bx.example`])
      expect(await requestSignIn(deps, { email: typed, client })).toMatchObject({
        kind: 'invalid',
        state: { values: { email: typed }, errors: { email: expect.any(String) } },
      })
  })
})
