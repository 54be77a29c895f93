import { deriveKeys } from '#lib/auth/keys.ts'
import { parseSettings } from '#lib/config.ts'
import type { Article } from '#lib/content/article.ts'
import type { Database } from '#lib/db/client.ts'
import { ulid } from '#lib/ulid.ts'

/** Where the clock of these tests begins: a Monday morning in milliseconds since 1970. */
export const start = Date.UTC(2026, 10, 23, 9)

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** Everything that the functions behind the forms need, with a clock that the test sets. */
export function openDoors(db: Database, env: Record<string, string> = {}) {
  const secret = 'a secret for tests, long enough'
  const staff = 'one@staff.example, two@staff.example'
  const read = parseSettings({ SECRET: secret, STAFF_EMAIL: staff, ...env })
  if ('problems' in read) throw new Error(read.problems.join('\n'))
  const clock = { time: start }
  const woken = { times: 0 }
  const dropped: string[] = []
  const outbox = {
    wake: () => void woken.times++,
    state: () => ({ transport: 'ok' as const, waiting: 0, retrying: 0, failed: 0, oldestWaitingMs: 0 }),
    stop: async () => {},
  }
  return {
    deps: {
      ...{ db, outbox, newId: ulid, settings: read.settings, keys: deriveKeys(secret) },
      now: () => clock.time,
      invalidate: (...tags: string[]) => void dropped.push(...tags),
    },
    clock,
    woken,
    dropped,
  }
}

/** An article that takes replies. */
export function article(slug = 'an-article', replies: Article['replies'] = 'open'): Article {
  const moment = { typed: '2026-01-01', day: '2026-01-01', at: Date.UTC(2026, 0, 1) }
  return {
    ...{
      slug,
      path: `/articles/${slug}`,
      title: 'An article',
      description: 'About something.',
      date: moment,
    },
    ...{ authors: [], topics: [], redirectFrom: [], translations: [] },
    ...{ draft: false, featured: false, replies, lang: 'en-GB', words: 3, minutes: 1 },
    ...{ file: `articles/${slug}.mdx`, document: { kind: 'article', diagnostics: [] } },
    headings: '',
    body: { headings: '', length: { words: 3, minutes: 1 }, hash: '', isLight: true },
  }
}

/** Every mail in the outbox: to whom, and of which kind. */
export async function mailsIn(db: Database): Promise<{ recipient: string; kind: string }[]> {
  return await db.read
    .selectFrom('outbox')
    .select(['recipient', 'kind'])
    .orderBy('kind')
    .orderBy('recipient')
    .execute()
}

/** The whole of the tables that visitors and staff can change. */
export async function contentsOf(db: Database): Promise<unknown> {
  const tables = ['reply', 'enquiry', 'submission', 'outbox'] as const
  return await Promise.all(tables.map((table) => db.read.selectFrom(table).selectAll().execute()))
}

/** Texts that have broken other sites. */
export const hostileTexts: readonly string[] = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  'a\0b',
  '\ud800 \udfff',
  "'; drop table reply; --",
  '" onmouseover="alert(1)',
  'Ada\r\nBcc: victim@example.org\r\n\r\nHello',
  '\u202egnp.exe\u2066',
  '\u200b\u200b',
  '\\',
  '{{7*7}} %s %n $1 \\u0000',
  '=HYPERLINK("https://evil.example")',
  '👩🏽‍⚕️ Žluťoučký كلمة',
  'x'.repeat(1_048_000),
  'a\u0301'.repeat(4000),
]

/** Addresses that would name a second recipient, or hide one. */
export const hostileAddresses: readonly string[] = [
  '"me@a.example, victim"@b.example',
  'a@example.org,victim@example.org',
  'a@example.org\r\nBcc: victim@example.org',
  'friends: a@example.org, victim@example.org;',
  'Ada <ada@example.org>',
  'a@example.org\u200b.evil.example',
  'a\u202e@example.org',
  'a@[127.0.0.1]',
  'a(comment)@example.org',
  "' or 1=1 --@example.org",
  'a\0@example.org',
]
