import type { Article, Identity } from '#lib/content/article.ts'
import { articleNow } from '#lib/content/article-now.ts'
import { decodedName } from '#lib/content/path.ts'
import type { Context } from '#lib/context.ts'
import { deduplicate } from '#lib/forms/deduplicate-store.ts'
import type { FormOutcome, PostedForm } from '#lib/forms/form.ts'
import { allShownAgain } from '#lib/forms/typed.ts'
import { toStaff } from '#lib/outbox/mail.ts'
import { enqueue } from '#lib/outbox/queue-store.ts'
import type { FormState } from '#lib/request-context.ts'
import { recentFromClient } from '#lib/spam/client-store.ts'
import { isHoneypotFilled } from '#lib/spam/honeypot.ts'
import { verdict } from '#lib/spam/verdict.ts'
import { words } from '#lib/words/words.ts'
import { parseReply, type ReplyInput } from './form.ts'
import { ownRepliesCookie, ownReplyIds } from './own.ts'
import { countSameElsewhere, insertReply } from './store.ts'

type Submitted =
  | { kind: 'received' | 'repeat'; id: string }
  | { kind: 'invalid' | 'closed'; state: FormState }

export async function replyForm(
  deps: Pick<Context, 'db' | 'settings' | 'outbox' | 'library' | 'keys' | 'now' | 'newId'>,
  { path, fields, client, cookie }: PostedForm,
): Promise<FormOutcome> {
  const article = articleNow(deps.library, decodedName(path.replace('/articles/', '')))
  if (!article) return { state: { values: fields, errors: { '': words()('error.article-gone') } } }
  const left = await submitReply(deps, {
    article,
    identity: deps.library.identity(article),
    fields,
    client,
  })
  if ('state' in left) return { state: left.state }
  const ids = [...ownReplyIds(deps, cookie), left.id]
  return { to: `${article.path}/reply-received`, cookie: ownRepliesCookie(deps, ids) }
}

export async function submitReply(
  deps: Pick<Context, 'db' | 'settings' | 'outbox' | 'now' | 'newId'>,
  left: {
    article: Article
    identity?: Pick<Identity, 'name' | 'keys'>
    fields: Readonly<Record<string, string>>
    client: string
  },
): Promise<Submitted> {
  const { article, fields, client } = left
  const { name, keys } = left.identity ?? { name: article.slug, keys: [article.slug] }
  const parsed = parseReply(fields)
  if (article.replies !== 'open') return { kind: 'closed', state: closed(fields) }
  if ('errors' in parsed) return { kind: 'invalid', state: parsed }

  const input = parsed.ok
  const reply = { ...input, id: deps.newId(), article: keys[0] ?? article.slug, createdAt: deps.now() }
  const received = await deps.db.write(async (tx) => {
    const submission = { kind: 'reply', from: name, fields: input, text: input.comment } as const
    const id = await deduplicate(tx, submission, reply.id, reply.createdAt)
    if (id !== reply.id) return { kind: 'repeat' as const, id }
    const { held, reasons } = verdict({
      honeypot: isHoneypotFilled(fields),
      text: reply.comment,
      earlier: deps.settings.formLimits && {
        fromClient: await recentFromClient(tx, client, reply.createdAt),
        sameTextElsewhere: await countSameElsewhere(tx, reply, keys),
      },
    })
    await insertReply(tx, { ...reply, status: held ? 'held' : 'waiting', reasons }, client)
    if (!held) {
      const mails = toStaff(deps, messageToStaff(article, reply), { kind: 'reply', id: reply.id })
      await enqueue(tx, mails, deps)
    }
    return { kind: 'received' as const, id }
  })
  if (received.kind === 'received') deps.outbox.wake()
  return received
}

function messageToStaff(
  { title, path, lang }: Article,
  { id: replyId, createdAt, name, email, website, comment }: ReplyInput & { id: string; createdAt: number },
) {
  const article = { title, path, lang }
  return { kind: 'reply-to-staff' as const, replyId, article, name, email, website, comment, createdAt }
}

function closed(fields: Readonly<Record<string, string>>): FormState {
  return { values: allShownAgain(fields), errors: { '': words()('replies.closed') } }
}
