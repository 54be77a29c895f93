import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { moderationLink } from '#lib/auth/moderation-link.ts'
import { sessionCookieName } from '#lib/auth/session-cookie.ts'
import { consumeSignIn, signInLink } from '#lib/auth/sign-in.ts'
import { openLibrary } from '#lib/content/content.ts'
import { type Context, provideContext } from '#lib/context.ts'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { decide } from '#lib/desk/moderation.ts'
import { answerEnquiry } from '#lib/enquiries/answer.ts'
import { addNote, assignEnquiry, takeStep, undoStep } from '#lib/enquiries/decide.ts'
import { findEnquiry } from '#lib/enquiries/queries.ts'
import { submitEnquiry } from '#lib/enquiries/submit.ts'
import { claim, complete } from '#lib/outbox/queue-store.ts'
import type { OutboxState } from '#lib/outbox/worker.ts'
import { erasePerson } from '#lib/privacy/person.ts'
import { answerReply } from '#lib/replies/answer.ts'
import { decideReplies, undoReply } from '#lib/replies/decide.ts'
import { submitReply } from '#lib/replies/submit.ts'
import { nothingFound, type Search } from '#lib/search/search.ts'
import { articleText, moment } from './content.ts'
import { article, day, hour, minute, openDoors } from './doors.ts'

export const [me, colleague] = ['one@staff.example', 'two@staff.example'] as const
const none = { waiting: 0, retrying: 0, failed: 0, oldestWaitingMs: 0 }
const well: OutboxState = { transport: 'ok', ...none }

/** The mail as it may stand, from working to every fault at once. */
export const mailStates: readonly OutboxState[] = [
  well,
  { transport: 'ok', ...none, keepsFiles: true },
  { transport: 'unreachable', answer: 'x', ...none, keepsFiles: true },
  ...(['unreachable', 'login-refused', 'not-encrypted', 'not-trusted'] as const).map((transport) => ({
    ...{ transport, answer: 'x', waiting: 2, retrying: 1, failed: 2, oldestWaitingMs: 3 * hour },
    ...{ doubtful: 2, wronglyRefused: 2, fromFuture: 2 },
  })),
  {
    transport: 'ok',
    ...none,
    waiting: 1,
    failed: 1,
    oldestWaitingMs: 20 * minute,
    doubtful: 1,
    wronglyRefused: 1,
    fromFuture: 1,
  },
]

/** A desk with something of every kind in it, and no English word in what its visitors have typed. */
export type FullDesk = Awaited<ReturnType<typeof fullDesk>>

export async function fullDesk() {
  const desk = await openDesk(writeArticles)
  const { context, clock } = desk
  clock.time = Date.now() - 3 * day
  const replies = await leaveReplies(context, clock)
  const enquiries = await makeEnquiries(context, clock)
  await makeMails(context.db, clock)
  clock.time = Date.now()
  return { ...desk, replies, enquiries }
}

const noSearch: Search = {
  find: async () => nothingFound,
  suggest: async () => [],
  near: async () => [],
  isReady: () => false,
}

/** Nothing has come in yet, and nothing is written. */
export const emptyDesk = () => openDesk(() => {})

async function openDesk(write: (contentDir: string) => void) {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-'))
  const contentDir = join(folder, 'content')
  for (const kind of ['articles', 'authors', 'pages']) mkdirSync(join(contentDir, kind), { recursive: true })
  write(contentDir)
  const db = await openDatabase({ kind: 'sqlite', file: join(folder, 'site.db') })
  await db.migrate()
  const { deps, clock } = openDoors(db, { FORM_LIMITS: 'off', SITE_URL: 'https://www.example.org' })
  // Files are dated by the clock of the machine.
  clock.time = Date.now()
  const mail: { state: OutboxState } = { state: well }
  const log = { debug() {}, info() {}, warn() {}, error() {} }
  const library = await openLibrary({
    ...{ contentDir, timeZone: 'Europe/London', now: Date.now, watch: false, isThorough: true },
    ...{ log, invalidate() {} },
  })
  const outbox = { ...deps.outbox, state: () => mail.state }
  const context: Context = { ...deps, outbox, library, log, search: noSearch, sizeOf: async () => undefined }
  provideContext(context)
  const link = await signInLink(context, me)
  const usedLink = link?.url.split('/').at(-1) ?? ''
  const signedIn = await consumeSignIn(context, usedLink)
  const session = 'session' in signedIn ? signedIn.session.token : ''
  return {
    ...{ context, clock, session, usedLink, cookie: `${sessionCookieName(context.settings)}=${session}` },
    /** What is wrong with the mail from now on. */
    setMail(state: OutboxState) {
      mail.state = state
    },
    async close() {
      library.close()
      await db.close()
      rmSync(folder, { recursive: true })
    },
  }
}

function writeArticles(contentDir: string): void {
  writeFileSync(join(contentDir, 'authors', 'editors.yml'), 'name: Zeta\nkind: organization\n')
  const write = (slug: string, fields: Parameters<typeof articleText>[1]) =>
    writeFileSync(join(contentDir, 'articles', `${slug}.mdx`), articleText(`Zeta ${slug.at(-1)}`, fields))
  const past = { date: moment(-60 * day) }
  write('z1', { topics: '[Zeta]' })
  write('z2', { draft: 'true', topics: '[Zeta]' })
  write('z3', { date: moment(day), topics: '[Zeta]' })
  write('z4', { ...past, expires: moment(-day), topics: '[Zeta]' })
  write('z5', { ...past, expires: moment(day), nextReview: moment(2 * day), topics: '[Zeta]' })
  write('z6', { ...past, nextReview: moment(-day).slice(0, 10), topics: '[Zeta]' })
  write('z7', { titel: 'x', topics: '[Zeta]' })
  write('z8', { draft: 'true', date: 'x', topics: '[Zeta]' })
}

type Deps = Context
type Clock = { time: number }

async function leaveReplies(deps: Deps, clock: Clock) {
  const leave = async (name: string, more: Record<string, string> = {}) => {
    clock.time += minute
    const fields = {
      name,
      email: `${name.toLowerCase()}@example.org`,
      comment: `Zz ${name}`,
      website: '',
      ...more,
    }
    await submitReply(deps, { article: article('z1'), fields, client: '192.0.2.1' })
    const row = await deps.db.read
      .selectFrom('reply')
      .select('id')
      .orderBy('created_at', 'desc')
      .executeTakeFirst()
    return row?.id ?? ''
  }
  const press = async (id: string, decision: Parameters<typeof decideReplies>[1]['decision'], seen: number) =>
    await decideReplies(deps, { ids: [id], decision, by: colleague, seen: new Map([[id, seen]]) })
  const waiting = await leave('Qw')
  await leave('Qx')
  const held = await leave('Qh', { topic_hint: 'x', comment: 'https://a.example '.repeat(9) })
  const kept = ['There are more than 3 links in the text.', 'many-messages', 'same-text', 'honeypot']
  await deps.db.write((tx) =>
    tx
      .updateTable('reply')
      .set({ reasons: JSON.stringify(kept) })
      .where('id', '=', held)
      .execute(),
  )
  const approved = await leave('Qa', { email: 'qq@example.org', website: 'https://qq.example' })
  const { decisionId } = await press(approved, 'approve', 0)
  await answerReply(deps, { id: approved, text: 'Zz', by: colleague })
  const erased = await leave('Qe')
  await press(erased, 'approve', 0)
  await erasePerson(deps, { email: 'qe@example.org', keepPublished: true })
  for (const [name, decision] of [
    ['Qr', 'reject'],
    ['Qs', 'spam'],
    ['Qb', 'bin'],
  ] as const)
    await press(await leave(name), decision, 0)
  const back = await leave('Qu')
  await press(back, 'reject', 0)
  await undoReply(deps, { id: back, seen: 1, by: colleague })
  const mailed = await leave('Qm', { email: 'qq@example.org' })
  await decide(deps, linkTo(deps, 'reply', mailed, me), 'approve', { seen: 0 })
  const unknown = await leave('Qn')
  await decide(deps, linkTo(deps, 'reply', unknown), 'reject', { seen: 0 })
  await deps.db.write((tx) =>
    tx.updateTable('reply').set({ article: 'gone' }).where('id', '=', unknown).execute(),
  )
  return { waiting, held, approved, erased, back, mailed, unknown, decisionId }
}

export function linkTo(
  deps: Pick<Context, 'keys' | 'now'>,
  kind: 'reply' | 'enquiry',
  id: string,
  to?: string,
) {
  return moderationLink(deps.keys, { kind, id }, deps.now(), to).path.split('/').at(-1) ?? ''
}

async function makeEnquiries(deps: Deps, clock: Clock) {
  const enquire = async (name: string, more: Record<string, string> = {}) => {
    clock.time += minute
    const fields = {
      name,
      email: 'qq@example.org',
      phone: '01632 960 001',
      organisation: 'Zz',
      requirements: 'Zz',
      ...more,
    }
    const sent = await submitEnquiry(deps, { page: '/contact', fields, client: '192.0.2.2' })
    const found = 'reference' in sent && (await findEnquiry(deps, sent.reference))
    if (!found) throw new Error('the enquiry is not there')
    return found
  }
  const overdue = await enquire('Qo')
  const answered = await enquire('Qa', { requirements: 'Zz 1' })
  await answerEnquiry(deps, { id: answered.id, text: 'Zz', seen: 0, by: colleague })
  const late = await enquire('Ql', { requirements: 'Zz 2' })
  clock.time += day + 2 * hour
  await takeStep(deps, { id: late.id, step: 'answered', seen: 0, by: colleague, how: 'telephone' })
  const spam = await enquire('Qs', { requirements: 'Zz 3' })
  await takeStep(deps, { id: spam.id, step: 'spam', seen: 0, by: colleague })
  clock.time = Date.now() - 20 * minute
  const busy = await enquire('Qb', { requirements: 'Zz 4' })
  await takeStep(deps, { id: busy.id, step: 'in-progress', seen: 0, by: colleague })
  await undoStep(deps, { id: busy.id, seen: 1, by: colleague })
  await takeStep(deps, { id: busy.id, step: 'answered', seen: 2, by: colleague, how: 'mail' })
  await undoStep(deps, { id: busy.id, seen: 3, by: me })
  await decide(deps, linkTo(deps, 'enquiry', busy.id, me), 'in-progress', { seen: 4 })
  await assignEnquiry(deps, { id: busy.id, to: colleague, by: me })
  await assignEnquiry(deps, { id: busy.id, to: undefined, by: colleague })
  await addNote(deps, { id: busy.id, text: 'Zz', by: me })
  const held = await enquire('Qh', { topic_hint: 'x', requirements: 'Zz 5' })
  const mine = await enquire('Qm', { requirements: 'Zz 6' })
  await assignEnquiry(deps, { id: mine.id, to: me, by: me })
  const states = [overdue, answered, late, spam, busy, held, mine].map(({ reference }) => reference)
  return { overdue, answered, busy, held, references: states }
}

async function makeMails(db: Database, clock: Clock) {
  const now = clock.time
  const taken = await db.write((tx) => claim(tx, { token: 't', limit: 50, now, until: now + minute }))
  const waiting = { status: 'waiting', answer: '450 x', isUnknown: true } as const
  const ends = [
    { status: 'failed', answer: '550 x', at: now },
    { status: 'failed', answer: 'The recipient is not one plain address', at: now },
    { status: 'failed', answer: 'It cannot be written: what is kept of it is damaged', at: now },
    { status: 'failed', answer: 'It cannot be written: x', at: now },
    { status: 'sent', answer: '250 x', at: now },
    { status: 'filed', answer: 'x.eml', at: now },
    { ...waiting, nextAt: Date.now() + hour },
    { ...waiting, nextAt: now },
    { ...waiting, answer: 'The mail server’s certificate is not accepted (X): x', nextAt: Date.now() + hour },
  ] as const
  for (const [index, end] of ends.entries())
    await db.write((tx) => complete(tx, { id: taken[index]?.id ?? '', token: 't' }, end))
  const doubtful = taken[8]?.id ?? ''
  await db.write((tx) =>
    tx.updateTable('outbox').set({ unknowns: 3, attempts: 3 }).where('id', '=', doubtful).execute(),
  )
}
