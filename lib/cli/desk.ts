import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { deriveKeys } from '#lib/auth/keys.ts'
import { moderationLink } from '#lib/auth/moderation-link.ts'
import { loadSecret } from '#lib/auth/secret.ts'
import { signInLink } from '#lib/auth/sign-in.ts'
import { sendTestMails } from '#lib/auth/test-mail.ts'
import type { Settings } from '#lib/config.ts'
import { lastGoodIn, loadOrganisation } from '#lib/content/organisation/load.ts'
import type { Context } from '#lib/context.ts'
import { openDatabase } from '#lib/db/client.ts'
import { type FoundItem, findMeant } from '#lib/desk/moderation.ts'
import { unansweredEnquiries } from '#lib/enquiries/queries.ts'
import { asServed } from '#lib/http/port-file.ts'
import { undecidedReplies } from '#lib/replies/queries.ts'
import { slugThen } from '#lib/replies/reply.ts'
import { site } from '#lib/site.ts'
import { reasonInWords } from '#lib/spam/verdict.ts'
import { formatMoment, inEnglish } from '#lib/time/format.ts'
import { ulid } from '#lib/ulid.ts'
import { words } from '#lib/words/words.ts'
import { refuse, runPrivately, type Terminal } from './terminal.ts'

const usage = `Usage:
  npm run desk -- link             everything that waits for staff, each with a fresh link
  npm run desk -- link <address>   a fresh link for a moderation link (an expired one too), an enquiry’s
                                   reference (E-7K3QX) or the id of a reply or an enquiry; for an address
                                   in STAFF_EMAIL, a link that signs in to the desk
  npm run desk -- test-mail        a test mail to each address in STAFF_EMAIL`

type Deps = Pick<Context, 'db' | 'keys' | 'settings' | 'now' | 'newId'>

export async function desk(args: readonly string[], given: Settings, terminal: Terminal): Promise<number> {
  const settings = asServed(given)
  const [command, text, ...more] = args
  const isLink = command === 'link' && !more.length
  const isTestMail = command === 'test-mail' && text === undefined
  if (!isLink && !isTestMail) return refuse(terminal, usage)
  const { database } = settings
  if (database.kind === 'sqlite' && !existsSync(database.file))
    return refuse(
      terminal,
      `There is no database at ${database.file}. Start the site once, or set DATA_DIR as it has it.`,
    )
  loadOrganisation(settings.contentDir, lastGoodIn(settings))
  const db = await openDatabase(database)
  try {
    await db.migrate()
    const deps = { db, settings, keys: deriveKeys(loadSecret(settings)), now: Date.now, newId: ulid }
    if (isTestMail) return await testMail(deps, terminal)
    return await link(deps, text?.trim() ?? '', terminal)
  } finally {
    await db.close()
  }
}

async function link(deps: Deps, text: string, terminal: Terminal): Promise<number> {
  if (!text) return await listWaiting(deps, terminal)
  const signIn = await signInLink(deps, text)
  if (signIn) {
    terminal.print(`${signIn.url}\n(opens once, until ${formatMoment(signIn.expiresAt, inEnglish(site))})`)
    return 0
  }
  const found = await findMeant(deps, text)
  if ('reply' in found || 'enquiry' in found) {
    terminal.print(told(deps, found))
    return 0
  }
  const reasons = {
    forged: 'This site did not sign that link, or the link is cut short. Paste the whole of it.',
    missing: `Nothing is kept under “${text}”.`,
    unknown: `“${text}” is no moderation link, no reference, no id and no address in STAFF_EMAIL.\n${usage}`,
  }
  return refuse(terminal, reasons[found.kind])
}

async function listWaiting(deps: Deps, terminal: Terminal): Promise<number> {
  const enquiries = await unansweredEnquiries(deps.db.read)
  const replies = await undecidedReplies(deps.db.read)
  for (const enquiry of enquiries) terminal.print(`${told(deps, { kind: 'enquiry', enquiry })}\n`)
  for (const reply of replies) terminal.print(`${told(deps, { kind: 'reply', reply })}\n`)
  terminal.print(`Waiting: enquiries ${enquiries.length}, replies ${replies.length}.`)
  return 0
}

async function testMail(deps: Deps, { print }: Terminal): Promise<number> {
  for (const address of await sendTestMails(deps)) print(`A test mail to ${address} is in the outbox.`)
  const { smtpUrl, dataDir } = deps.settings
  print(
    smtpUrl === undefined
      ? `No mail server is set (SMTP_URL): while the site is running it becomes a file in ${join(dataDir, 'mailbox')}, and is not sent.`
      : 'It leaves while the site is running and the mail server takes it. The desk’s page Mail says how mail is.',
  )
  return 0
}

function told({ keys, settings, now }: Deps, found: FoundItem): string {
  const { id, reasons } = found.kind === 'reply' ? found.reply : found.enquiry
  const { path, expiresAt } = moderationLink(keys, { kind: found.kind, id }, now())
  return [
    ...headOf(found),
    ...reasons.map((reason) => `  ${reasonInWords(reason, words('en'))}`),
    `  ${settings.siteUrl}${path}`,
    `  (opens until ${formatMoment(expiresAt, inEnglish(site))})`,
  ].join('\n')
}

function headOf(found: FoundItem): string[] {
  if (found.kind === 'reply') {
    const { reply } = found
    return [
      `Reply by ${reply.name} <${reply.email}> to /articles/${slugThen(reply)}`,
      `  ${reply.status}; received ${formatMoment(reply.createdAt, inEnglish(site))}`,
    ]
  }
  const { enquiry } = found
  return [
    `Enquiry ${enquiry.reference} by ${enquiry.name} <${enquiry.email}>`,
    `  ${enquiry.status.replace('_', ' ')}; answer by ${formatMoment(enquiry.dueAt, inEnglish(site))}`,
  ]
}

if (import.meta.main) await runPrivately(desk)
