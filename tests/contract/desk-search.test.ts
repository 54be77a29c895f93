import { expect, test } from 'vitest'
import { openDatabase } from '#lib/db/client.ts'
import { migrations } from '#lib/db/migrations.ts'
import { listEnquiries } from '#lib/enquiries/queries.ts'
import { peopleNamed } from '#lib/privacy/person.ts'
import { decideReplies } from '#lib/replies/decide.ts'
import { eraseRepliesOf } from '#lib/replies/person.ts'
import { listReplies } from '#lib/replies/queries.ts'
import { submitReply } from '#lib/replies/submit.ts'
import { eachDatabase } from '../support/databases.ts'
import { article, minute, openDoors } from '../support/doors.ts'

const typed = ['marie-helene', 'HÉLÈNE', 'strasse', 'Straße lodz', 'ΕΛΕΝΗ', 'nguyen dang', 'محمد', '０２０']
const comment = 'Straße in Łódź; Ελένη, Nguyễn Đặng, مُحَمَّد, 020'

eachDatabase((name, open, place) => {
  test(`${name}: accents do not matter in the search of the desk`, async () => {
    const { deps } = openDoors(await open(), { FORM_LIMITS: 'off' })
    const fields = { comment, name: 'Marie-Hélène', email: 'm@example.org', website: '' }
    await submitReply(deps, { article: article(), fields, client: '192.0.2.1' })
    for (const search of typed)
      expect([search, (await listReplies(deps, { queue: 'all', page: 1, search })).total]).toEqual([
        search,
        1,
      ])
    expect((await listReplies(deps, { queue: 'all', page: 1, search: 'helena' })).total).toBe(0)
  })

  test(`${name}: a person is found by name, whatever its accents, and not by what others say of them`, async () => {
    const db = await open()
    const { deps, clock } = openDoors(db, { FORM_LIMITS: 'off' })
    const leave = async (name: string, email: string, comment: string) => {
      clock.time += minute
      const fields = { comment, name, email, website: '' }
      await submitReply(deps, { article: article(), fields, client: '192.0.2.1' })
    }
    await leave('Marie-Hélène Dupont', 'm@example.org', 'One')
    await leave('Marie-Hélène Dupont', 'm@example.org', 'Two')
    await leave('MARIE-HELENE', 'other@example.org', 'Three')
    await leave('Bob', 'bob@example.org', 'Thank you, Marie-Hélène!')
    const found = async (typed: string) => (await peopleNamed(deps, typed)).map(({ email }) => email)
    expect(await found('hélène')).toEqual(['other@example.org', 'm@example.org'])
    expect(await found('dupont MARIE')).toEqual(['m@example.org'])
    expect(await found('nobody')).toEqual([])
    expect(await found(' ')).toEqual([])
  })

  test(`${name}: nothing is found of a person who was erased from a reply that stays`, async () => {
    const db = await open()
    const { deps } = openDoors(db, { FORM_LIMITS: 'off' })
    const fields = { comment, name: 'Marie-Hélène', email: 'm@example.org', website: '' }
    await submitReply(deps, { article: article(), fields, client: '192.0.2.1' })
    const [row] = await db.read.selectFrom('reply').selectAll().execute()
    await decideReplies(deps, { ids: [row?.id ?? ''], decision: 'approve', by: 'one@staff.example' })
    await db.write((tx) => eraseRepliesOf(tx, { email: 'M@example.org', keepPublished: true }))
    const found = async (search: string) => (await listReplies(deps, { queue: 'all', page: 1, search })).total
    expect([await found('helene'), await found('m@example.org'), await found('lodz')]).toEqual([0, 0, 1])
    const [after] = await db.read.selectFrom('reply').selectAll().execute()
    expect(JSON.stringify(after)).not.toMatch(/h[ée]l[èe]ne|m@example/i)
  })

  test(`${name}: what an earlier version has stored is found, too`, async () => {
    const location = await place()
    const db = await openDatabase(location)
    const before = migrations.slice(
      0,
      migrations.findIndex((migration) => migration.name.endsWith('search-text')),
    )
    const common = { reasons: '[]', email: 'm@example.org', client: 'c', created_at: 1 }
    const count = 450
    const number = (index: number) => String(index).padStart(5, '0')
    await db.write(async (tx) => {
      await tx.schema
        .createTable('schema_migration')
        .addColumn('name', 'text')
        .addColumn('applied_at', 'bigint')
        .execute()
      for (const { name: applied, up } of before) {
        await up(tx)
        await tx.insertInto('schema_migration').values({ name: applied, applied_at: 0 }).execute()
      }
      for (let index = 0; index < count; index++) {
        const person = { ...common, id: number(index), name: `Marie-Hélène ${number(index)}` }
        const reply = { ...person, article: 'rest', status: 'waiting' as const, comment }
        await tx.insertInto('reply').values(reply).execute()
        const enquiry = {
          ...person,
          status: 'new' as const,
          reference: `E-${number(index)}`,
          due_at: 2,
          version: 0,
        }
        await tx
          .insertInto('enquiry')
          .values({ ...enquiry, requirements: comment, page: '/contact', phone: '020 7946' })
          .execute()
      }
    })
    try {
      expect(await db.migrate()).toContain(migrations[before.length]?.name)
      const { deps } = openDoors(db)
      for (const search of typed) {
        expect((await listReplies(deps, { queue: 'all', page: 1, search })).total).toBe(count)
        expect((await listEnquiries(deps, { filter: 'all', search }, '')).total).toBe(count)
      }
      expect((await listReplies(deps, { queue: 'all', page: 1, search: number(449) })).total).toBe(1)
      expect((await listEnquiries(deps, { filter: 'all', search: '0207946 e-00321' }, '')).total).toBe(1)
    } finally {
      await db.close()
    }
  })
})
