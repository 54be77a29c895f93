import type { Library } from '#lib/content/article.ts'
import { decodedName } from '#lib/content/path.ts'
import type { Context } from '#lib/context.ts'
import { deduplicate } from '#lib/forms/deduplicate-store.ts'
import type { FormOutcome, PostedForm } from '#lib/forms/form.ts'
import { allShownAgain } from '#lib/forms/typed.ts'
import type { FormState } from '#lib/request-context.ts'
import { site } from '#lib/site.ts'
import { recentFromClient } from '#lib/spam/client-store.ts'
import { isHoneypotFilled } from '#lib/spam/honeypot.ts'
import { verdict } from '#lib/spam/verdict.ts'
import { newReference } from '#lib/ulid.ts'
import { words } from '#lib/words/words.ts'
import { articleAbout } from './about.ts'
import { announce } from './announce.ts'
import { dueAt } from './deadline.ts'
import { parseEnquiry } from './form.ts'
import { receivedPath } from './receipt.ts'
import { insertEnquiry, selectEnquiry } from './store.ts'

type Submitted =
  | {
      kind: 'received' | 'repeat'
      received: string
      reference: string
    }
  | { kind: 'invalid'; state: FormState }

type Deps = Pick<Context, 'db' | 'settings' | 'keys' | 'outbox' | 'now' | 'newId'>

export async function enquiryForm(
  deps: Deps & Pick<Context, 'library'>,
  { path, query, fields, client }: PostedForm,
): Promise<FormOutcome> {
  if (path !== '/contact' && !site.enquiryOnArticles)
    return { state: { values: allShownAgain(fields), errors: { '': words()('enquiry.moved') } } }
  const about = path === '/contact' ? articleAbout(deps.library, query) : undefined
  const page = about?.path ?? path
  const sent = await submitEnquiry(deps, { page, from: knownAs(deps.library, page), fields, client })
  return 'state' in sent ? { state: sent.state } : { to: sent.received }
}

/** A renamed article by its first address. */
function knownAs(library: Library, path: string): string {
  const found = library.article(decodedName(path.replace('/articles/', '')))
  return found.kind === 'here' ? library.identity(found.item).path : path
}

/** @param sent.from what the page is known by, whatever its address is now */
export async function submitEnquiry(
  deps: Deps,
  sent: { page: string; from?: string; fields: Readonly<Record<string, string>>; client: string },
): Promise<Submitted> {
  const { page, from = page, fields, client } = sent
  const parsed = parseEnquiry(fields)
  if ('errors' in parsed) return { kind: 'invalid', state: parsed }

  const input = parsed.ok
  const createdAt = deps.now()
  const fresh = {
    ...input,
    id: deps.newId(),
    page,
    createdAt,
    dueAt: dueAt(createdAt, site.promise, site.timeZone),
    version: 0,
  }
  const { kind, enquiry } = await deps.db.write(async (tx) => {
    const submission = { kind: 'enquiry', from, fields: input, text: input.requirements } as const
    const firstId = await deduplicate(tx, submission, fresh.id, createdAt)
    const first = firstId === fresh.id ? undefined : await selectEnquiry(tx, 'id', firstId)
    if (first) return { kind: 'repeat' as const, enquiry: first }
    const { held, reasons } = verdict({
      honeypot: isHoneypotFilled(fields),
      text: fresh.requirements,
      earlier: deps.settings.formLimits && {
        fromClient: await recentFromClient(tx, client, createdAt),
        sameTextElsewhere: 0,
      },
    })
    const kept = { ...fresh, status: held ? ('held' as const) : ('new' as const), reasons }
    const reference = await insertEnquiry(tx, kept, client, newReference)
    if (!held) await announce(tx, deps, { ...kept, reference })
    return { kind: 'received' as const, enquiry: { ...kept, reference } }
  })
  if (kind === 'received') deps.outbox.wake()
  return { kind, received: receivedPath(deps.keys, enquiry), reference: enquiry.reference }
}
