import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import type { ReactNode } from 'react'
import { prerenderToNodeStream } from 'react-dom/static'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { doorNotes } from '#lib/auth/staff.ts'
import { provideContext } from '#lib/context.ts'
import { queues } from '#lib/desk/replies-query.ts'
import { enquiryFilters } from '#lib/enquiries/filter.ts'
import { selectMails } from '#lib/outbox/admin-store.ts'
import { personPage } from '#lib/privacy/page.ts'
import { findPerson } from '#lib/privacy/person.ts'
import { repliesTo } from '#lib/replies/queries.ts'
import { type FormState, type RequestContext, withRequest } from '#lib/request-context.ts'
import { changeSite, defaults, site } from '#lib/site.ts'
import { type FormName, siteForms } from '#lib/site-forms.ts'
import { reasonInWords } from '#lib/spam/verdict.ts'
import { catalogues, type Language, type WordKey } from '#lib/words/languages.ts'
import { emptyDesk, type FullDesk, fullDesk, linkTo, mailStates } from '../support/desk-pages.ts'

const app = new URL('../../app', import.meta.url).pathname

let session: string | undefined
vi.mock('next/headers', () => ({
  cookies: async () => ({ get: () => (session === undefined ? undefined : { value: session }) }),
}))

let full: FullDesk
let empty: Awaited<ReturnType<typeof emptyDesk>>
beforeAll(async () => {
  empty = await emptyDesk()
  full = await fullDesk()
})
afterAll(async () => {
  await full.close()
  await empty.close()
})
afterEach(() => changeSite(defaults))

type Query = Record<string, string>
type Page = (props: { params: Promise<never>; searchParams: Promise<Query> }) => Promise<ReactNode>

async function rendered(node: ReactNode): Promise<string> {
  const { prelude } = await prerenderToNodeStream(node)
  let html = ''
  for await (const part of prelude) html += part
  return html
}

/** A page as whoever is signed in is shown it, and its title. */
async function page(file: string, query: Query = {}, params: Record<string, string> = {}): Promise<string> {
  const module = await import(/* @vite-ignore */ join(app, file, 'page.tsx'))
  const props = { params: Promise.resolve(params as never), searchParams: Promise.resolve(query) }
  const metadata = await module.generateMetadata(props)
  return `<title>${metadata.title}</title>${await rendered(await (module.default as Page)(props))}`
}

const request = (more: Partial<RequestContext>) =>
  ({ ...{ cacheTags: new Set<string>(), status: 200 }, ...more }) as RequestContext

/** What is said about a form that was not taken. */
async function refused(form: FormName, path: string, fields: Query, query = ''): Promise<string> {
  const { context, cookie } = full
  const sent = { path, query, fields, client: '192.0.2.1', cookie, requestId: '-' }
  const outcome = await siteForms[form].submit(context, sent)
  if (!('state' in outcome)) return expect.fail(`${form} was taken: ${JSON.stringify(outcome)}`)
  return Object.values(outcome.state.errors ?? {}).join(' ')
}

async function door(): Promise<string[]> {
  const held = session
  session = undefined
  const pages = [
    await page('staff'),
    ...(await Promise.all(doorNotes.map((done) => page('staff/sign-in', { done })))),
    await page('staff/sign-in/[token]', {}, { token: full.usedLink }),
    await page('staff/sign-in/[token]', {}, { token: 'x' }),
  ]
  session = held
  return pages
}

async function repliesPages(): Promise<string[]> {
  const { waiting, held, approved, back, decisionId } = full.replies
  const found = await Promise.all([
    ...queues.map((queue) => page('staff/replies', { queue })),
    ...['none', 'unchanged', 'undone', 'answered', 'gone', 'withdrawn', 'decided'].map((told) =>
      page('staff/replies', { told }),
    ),
    page('staff/replies', { told: 'decided', decision: decisionId, reply: approved }),
    page('staff/replies', { told: 'undone', count: '2' }),
    page('staff/replies', { told: 'unchanged', left: `${approved}.${back}.${held}`, wanted: 'reject' }),
    page('staff/replies', { queue: 'bin', search: 'zz', person: 'qb@example.org', article: 'z1' }),
    page('staff/replies', { queue: 'bin', search: 'qqq' }),
    page('staff/replies', { answering: '01j00000000000000000000000' }),
  ])
  const answer = (item: string, fields: Query) =>
    refused('answer-reply', '/staff/replies', { item, answer: 'zz', ...fields })
  return [
    ...found,
    await answer(waiting, {}),
    await answer('x', {}),
    await answer(approved, { seen: '0' }),
    await answer(back, {}),
    await answer(approved, { answer: '' }),
  ]
}

async function enquiriesPages(): Promise<string[]> {
  const { references, overdue, answered } = full.enquiries
  const at = (reference: string, query: Query = {}) =>
    page('staff/enquiries/[reference]', query, { reference })
  const told = ['in-progress', 'answered', 'spam', 'undone', 'assigned', 'unassigned', 'noted', 'sent']
  const path = `/staff/enquiries/${answered.reference}`
  return [
    ...(await Promise.all([
      ...enquiryFilters.map((filter) => page('staff/enquiries', { filter })),
      ...['mine', 'unassigned'].map((assigned) => page('staff/enquiries', { assigned })),
      page('staff/enquiries', { filter: 'all', search: 'zz' }),
      page('staff/enquiries', { filter: 'all', search: 'qqq' }),
      ...references.map((reference) => at(reference)),
      ...[...told, 'missing', 'unknown'].map((one) => at(overdue.reference, { told: one })),
      at(answered.reference, { told: 'late', step: 'in-progress' }),
      at(full.enquiries.busy.reference, { told: 'late-assigned', assignedTo: '' }),
      at(overdue.reference, { told: 'late-assigned', assignedTo: 'two@staff.example' }),
    ])),
    await refused('answer-enquiry', path, { answer: 'zz 2', seen: '7' }),
    await refused('answer-enquiry', path, { answer: '' }),
    await refused('answer-enquiry', path, { answer: 'z'.repeat(20_001) }),
    await refused('answer-enquiry', '/staff/enquiries/E-22222', { answer: 'zz' }),
    await refused('enquiry-note', path, { note: '' }),
    await refused('enquiry-note', path, { note: 'z'.repeat(5001) }),
  ]
}

async function mailPages(): Promise<string[]> {
  const { mails } = await selectMails(full.context.db.read, 'failed', 1)
  const told = ['again', 'all', 'none', 'handled', 'already', 'missing', 'test']
  const overdue = { reference: full.enquiries.overdue.reference }
  const pages: string[] = []
  for (const state of mailStates) {
    full.setMail(state)
    pages.push(...(await Promise.all(told.map((one) => page('staff/mail', { told: one })))))
    pages.push(await page('staff'), ...(await door()))
    pages.push(await page('staff/enquiries/[reference]', { told: 'sent' }, overdue))
    const late = { told: 'already', mail: mails[0]?.id ?? '' }
    pages.push(await page('staff/mail', { ...late, wanted: 'again' }))
    pages.push(await page('staff/mail', { ...late, wanted: 'handled' }))
  }
  const [asUsual] = mailStates
  if (asUsual) full.setMail(asUsual)
  return pages
}

async function peoplePages(): Promise<string[]> {
  const emails = ['qq@example.org', 'qx@example.org', 'none@example.org', 'q', '#', '']
  const erased = { told: 'erased', replies: '1', enquiries: '2', mails: '3', kept: '1' }
  const pages = await Promise.all([
    ...emails.map((email) => page('staff/people', { email })),
    page('staff/people', erased),
    page('staff/people', { told: 'erased' }),
    page('staff/people/erase', { email: 'qq@example.org' }),
  ])
  for (const email of emails.slice(0, 3)) {
    const person = await findPerson(full.context, email)
    if (!person) return expect.fail('nobody')
    pages.push(personPage(person, { site, now: full.clock.time, titleOf: () => 'Zeta' }))
  }
  return pages
}

async function pagesBehindMails(): Promise<string[]> {
  const { context, replies, enquiries, clock } = full
  const at = (token: string) => withRequest(request({}), () => page('moderate/[token]', {}, { token }))
  const tokens = [
    ...Object.values(replies).map((id) => linkTo(context, 'reply', id)),
    ...[enquiries.overdue, enquiries.busy, enquiries.held].map(({ id }) => linkTo(context, 'enquiry', id)),
    linkTo(context, 'reply', '01j00000000000000000000000'),
    'x',
  ]
  const pages = await Promise.all(tokens.map(at))
  const old = linkTo({ ...context, now: () => clock.time - 30 * 86_400_000 }, 'reply', replies.waiting)
  const path = `/moderate/${linkTo(context, 'reply', replies.approved)}`
  const said = [
    await refused('moderation', path, { decision: 'x' }),
    await refused('moderation', path, { decision: 'reject', seen: '0' }),
  ]
  const posted = {
    form: 'moderation',
    item: undefined,
    state: { values: { decision: 'reject' }, errors: { '': said[1] ?? '' } },
  }
  const again = await withRequest(request({ posted } as Partial<RequestContext>), () =>
    page('moderate/[token]', {}, { token: path.split('/').at(-1) ?? '' }),
  )
  return [...pages, await at(old), ...said, again]
}

async function answerPages(): Promise<string[]> {
  const forms = ['answer-reply', 'answer-enquiry', 'enquiry-note', 'ask-to-sign-in'] as const
  return await Promise.all(
    forms.map((name) => {
      const state: FormState = { values: { answer: 'zz' } }
      const answer = { form: { name, path: '/staff', state } }
      return withRequest(request({ answer } as Partial<RequestContext>), () =>
        page('answer/[status]', {}, { status: '401' }),
      )
    }),
  )
}

async function emptyPages(): Promise<string[]> {
  const held = session
  provideContext(empty.context)
  session = empty.session
  const pages = await Promise.all([
    ...['staff', 'staff/content', 'staff/mail', 'staff/enquiries'].map((file) => page(file)),
    ...queues.map((queue) => page('staff/replies', { queue })),
    ...['mine', 'unassigned'].map((assigned) => page('staff/enquiries', { assigned })),
  ])
  session = held
  provideContext(full.context)
  return pages
}

/** Every page of the desk, in every state that it can be in, one text. */
async function everything(): Promise<string> {
  session = full.session
  return [
    ...(await door()),
    await page('staff'),
    await page('staff/content'),
    await page('staff/sign-out'),
    ...(await repliesPages()),
    ...(await enquiriesPages()),
    ...(await mailPages()),
    ...(await peoplePages()),
    ...(await pagesBehindMails()),
    ...(await answerPages()),
    ...(await emptyPages()),
  ]
    .map(read)
    .join('\n')
}

/** What people read or hear of a page: neither what the linter says, nor commands, nor names of files. */
function read(html: string): string {
  return html
    .replace(/<(style|script|code)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<(\w+)[^>]* lang="en"[^>]*>[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, (tag) => ` ${/ aria-label="([^"]*)"/.exec(tag)?.[1] ?? ''}\n`)
    .replace(
      /&(#x27|quot|amp|lt|gt);/g,
      (_, name) => ({ '#x27': "'", quot: '"', amp: '&' })[String(name)] ?? ' ',
    )
    .replace(/[\u2068\u2069]/g, '')
}

type Part = ReturnType<IntlMessageFormat['getAst']>[number]

/** The words of a message, without its values: pieces long enough to be known again. */
function pieces(message: string): string[] {
  const within = (parts: readonly Part[]): string[] =>
    parts.flatMap((part) => {
      if (part.type === 0) return [part.value]
      if ('children' in part) return within(part.children)
      return 'options' in part ? Object.values(part.options).flatMap(({ value }) => within(value)) : []
    })
  return within(new IntlMessageFormat(message, 'en').getAst())
    .map((piece) => piece.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''))
    .filter((piece) => piece.length > 2)
}

const isOfTheDesk = (key: string) =>
  /^(desk|span|link|door|change|changed-back|reply-|enquiry-|decide|held|moderation|became|deadline|figures|overview|outbox|people|person|content)/.test(
    key.split('.')[0] ?? '',
  )
const keys = (Object.keys(catalogues.en) as WordKey[]).filter(isOfTheDesk)

function holds(text: string, piece: string): boolean {
  const words = piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?<!\\p{L})${words}(?!\\p{L})`, 'u').test(text)
}

/** The messages of the desk that stand in a text, at least in part. */
function found(language: Language, text: string, isLeftOut = (_piece: string) => false): string[] {
  return keys.flatMap((key) => {
    const known = pieces(catalogues[language][key]).find((piece) => !isLeftOut(piece) && holds(text, piece))
    return known === undefined ? [] : [`${key}: ${known}`]
  })
}

test('these pages say nearly all that the desk has to say', async () => {
  const said = new Set(found('en', await everything()).map((line) => line.split(':')[0]))
  const longer = keys.filter((key) => !/^change/.test(key) && pieces(catalogues.en[key]).length > 0)
  expect(longer.filter((key) => !said.has(key)).length).toBeLessThan(longer.length / 10)
})

test.each(['fr', 'de', 'es', 'ar'] as const)(
  'in a site in %s the desk says no English word',
  async (lang) => {
    const more = { name: 'Zeta', tagline: 'Zeta', navigation: [], timeZone: 'Europe/Paris' }
    changeSite({ ...defaults, ...more, lang })
    const text = await everything()
    const own = Object.values(catalogues[lang]).flatMap(pieces).join('\n')
    expect(found('en', text, (piece) => holds(own, piece))).toEqual([])
    expect(found(lang, text).length).toBeGreaterThan(keys.length / 2)
  },
)

test('in a site in Arabic the desk has no other Latin letters than those of names, addresses and commands', async () => {
  changeSite({
    ...defaults,
    name: 'Zeta',
    tagline: 'Zeta',
    navigation: [],
    lang: 'ar',
    timeZone: 'Europe/Paris',
  })
  const text = (await everything()).replace(
    /\S+@\S+|https?:\S+|\/[a-z]\S*|\S+\.(?:mdx|yml|example|eml)/g,
    ' ',
  )
  const known =
    /^(?:Z[a-z]|Q[a-z]|q[a-z]|zz?|x|X|Zeta|qqq|Broadsheet|Paris|Europe\/Paris)$|^(?:CSV|JSON|RSS|Atom|SMTP_URL|STARTTLS|mailbox|privacyPath)$|^E-/
  const unknown = text
    .split(/[\s«»“”()،:,.؛]+/)
    .filter((word) => /[A-Za-z]{2}/.test(word) && !known.test(word))
  expect([...new Set(unknown)]).toEqual([])
})

test('a reason that was kept as a sentence, and the name of whoever was erased, are told in the site’s language', async () => {
  changeSite({ ...defaults, lang: 'fr' })
  session = full.session
  const shown = read(await page('staff/replies', { queue: 'all', reply: full.replies.held }))
  expect(shown).toContain('Il y a plus de 3 liens dans le texte.')
  expect(shown).toContain('Un lecteur')
  const [erased] = (await repliesTo(full.context, 'z1')).filter(({ id }) => id === full.replies.erased)
  expect(erased?.name).toBe('Un lecteur')
  expect(reasonInWords('A reason of an old version.')).toBe('A reason of an old version.')
})
