import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { Button } from '#components/desk/button.tsx'
import desk from '#components/desk/desk.module.css'
import { PageLine, Queues } from '#components/desk/queues.tsx'
import { ReplyRow } from '#components/desk/reply-row.tsx'
import { SearchForm } from '#components/desk/search-form.tsx'
import { TextForm } from '#components/desk/text-form.tsx'
import { FormName } from '#components/form/form-name.tsx'
import type { Library } from '#lib/content/article.ts'
import { context } from '#lib/context.ts'
import type { Query } from '#lib/desk/query.ts'
import { type Place, queuePath, queues, readPlace, readTold } from '#lib/desk/replies-query.ts'
import { countReplies, listReplies, openReply } from '#lib/replies/queries.ts'
import type { DeskReply } from '#lib/replies/reply.ts'
import { site } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'
import { press, submit } from '../../actions/submit.ts'
import { unlisted } from '../../head.ts'
import { stateOf } from '../../posted.ts'
import { Desk } from '../desk.tsx'
import { requireStaff } from '../session.ts'
import { Flash } from './flash.tsx'
import { decisionsFrom, empty } from './labels.ts'
import { inRow } from './row.ts'

export function generateMetadata(): Metadata {
  return { title: words()('desk.replies'), ...unlisted }
}

export default async function RepliesPage({ searchParams }: { searchParams: Promise<Query> }) {
  const staff = await requireStaff()
  const query = await searchParams
  const place = readPlace(query)
  const told = readTold(query)
  const deps = context()
  const t = words()
  const { queue, page = 1, search, person } = place
  const article = place.article === undefined ? undefined : articleNamed(deps.library, place.article)
  const { answering } = told
  const wanted = told.reply ?? answering
  const [listed, counts, found] = await Promise.all([
    listReplies(deps, {
      queue,
      page,
      ...(search && { search }),
      ...(article && { article: article.keys }),
      ...(person && { person }),
    }),
    countReplies(deps),
    wanted ? openReply(deps, wanted) : undefined,
  ])
  // A row that is being answered stays where it is.
  const isListed = !told.reply && listed.replies.some(({ id }) => id === found?.id)
  const open = isListed ? undefined : found
  const replies = listed.replies.filter((reply) => reply.id !== open?.id)
  return (
    <Desk
      staff={staff}
      path="/staff/replies"
      title={t('desk.replies')}
      told={told.told && <Flash told={told} />}
    >
      <div className={desk.tools}>
        <Queues
          label={t('desk-reply.queues')}
          queues={queues.map((name) => ({
            label: t(`reply-status.${name}`),
            path: queuePath({ queue: name }),
            isShown: name === queue,
            ...(name !== 'all' && { count: counts[name] }),
          }))}
        />
        <SearchForm path="/staff/replies" text={search} kept={{ queue: 'all' }} />
      </div>
      <form id="undo" action={press}>
        <FormName name="undo-replies" />
      </form>
      <form id="withdraw" action={press}>
        <FormName name="withdraw-answer" />
      </form>
      {open && (
        <div className={desk.opened}>
          <Row reply={open} place={place} answering={answering} />
        </div>
      )}
      {answering && !found && (
        <div className={`${desk.opened} ${desk.stack}`}>
          <h2>{t('desk-reply.gone')}</h2>
          <AnswerForm id={answering} place={place} />
        </div>
      )}
      <form id="decide" action={press}>
        <FormName name="decide-replies" />
        {[...(open ? [open] : []), ...replies].map(({ id, version }) => (
          <input key={id} type="hidden" name={`seen-${id}`} value={version} />
        ))}
        {replies.length > 1 && <Bulk queue={queue} />}
      </form>
      <Filtered place={place} article={article?.title} total={listed.total} />
      {replies.length > 0 && (
        <ol className={desk.rows}>
          {replies.map((reply) => (
            <li key={reply.id}>
              <Row reply={reply} place={place} answering={answering} isChoosable />
            </li>
          ))}
        </ol>
      )}
      {!replies.length && !open && <p className={desk.nothing}>{empty(place)}</p>}
      <PageLine page={listed.page} of={listed.pages} path={(page) => queuePath({ ...place, page })} />
    </Desk>
  )
}

/** Buttons for all that are ticked. */
function Bulk({ queue }: { queue: Place['queue'] }) {
  return (
    <fieldset className={desk.bulk}>
      <legend>{words()('desk-reply.ticked')}</legend>
      {decisionsFrom(queue).map((decision) => (
        <Button key={decision.value} name="decision" value={decision.value}>
          {decision.label}
        </Button>
      ))}
    </fieldset>
  )
}

function Filtered(props: { place: Place; article: string | undefined; total: number }): ReactNode {
  const { place, article, total } = props
  const { search, person, queue } = place
  const t = words()
  const filters = [
    search && t('desk-reply.with', { text: search }),
    article && t('desk-reply.to-article', { title: article }),
    person && t('desk-reply.by', { email: person }),
  ].filter(Boolean)
  if (!filters.length) return null
  return (
    <p>
      {t('desk-reply.filtered', { count: total, filters: filters.join(' ') })}{' '}
      <a href={queuePath({ queue })}>{t('desk-reply.show-all')}</a>
    </p>
  )
}

type RowProps = {
  reply: DeskReply
  place: Place
  /** The reply whose answer is posted. */
  answering: string | undefined
  isChoosable?: boolean
}

function Row({ reply, place, answering, isChoosable = false }: RowProps) {
  return (
    <ReplyRow
      reply={inRow(reply, place.queue)}
      isChoosable={isChoosable}
      answerForm={
        (reply.status === 'approved' || reply.id === answering) && (
          <AnswerForm id={reply.id} place={place} seen={reply.events} />
        )
      }
    />
  )
}

function AnswerForm({ id, place, seen }: { id: string; place: Place; seen?: number }) {
  const t = words()
  return (
    <TextForm
      action={submit}
      form="answer-reply"
      item={id}
      initial={stateOf('answer-reply', id)}
      path={`${queuePath({ ...place, answering: id })}#reply-${id}`}
      id={`answer-${id}`}
      name="answer"
      label={t('desk.answer')}
      hint={t('desk-reply.answer-hint', { site: site.name })}
      button={t('desk.publish-answer')}
      rows={2}
      {...(seen !== undefined && { seen })}
    />
  )
}

/** The article that has this slug, or had it. */
function articleNamed(library: Library, slug: string): { title: string; keys: readonly string[] } {
  const article = library.preview(slug) ?? library.keeping(slug)
  return article ? { title: article.title, ...library.identity(article) } : { title: slug, keys: [slug] }
}
