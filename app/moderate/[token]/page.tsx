import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { AddressLink } from '#components/address-link.tsx'
import { ArticleTitle } from '#components/article-title.tsx'
import { ModerationView } from '#components/moderation.tsx'
import { Notice } from '#components/notice.tsx'
import { Phrase } from '#components/phrase.ts'
import { context } from '#lib/context.ts'
import { decidedInWords, openModeration } from '#lib/desk/moderation.ts'
import { type Enquiry, isOpen } from '#lib/enquiries/enquiry.ts'
import type { OpenedEnquiry } from '#lib/enquiries/queries.ts'
import { mailtoLink, telephoneLink } from '#lib/mailto.ts'
import { mailHealth } from '#lib/outbox/admin.ts'
import { articleOf } from '#lib/replies/article.ts'
import { type DeskReply, isUndecided, replyDecisionsFrom } from '#lib/replies/reply.ts'
import { currentRequest } from '#lib/request-context.ts'
import { site } from '#lib/site.ts'
import { reasonInWords } from '#lib/spam/verdict.ts'
import { formatMoment } from '#lib/time/format.ts'
import { words } from '#lib/words/words.ts'
import { submit } from '../../actions/submit.ts'
import { unlisted } from '../../head.ts'
import { PageFrame } from '../../page-frame.tsx'
import { stateOf } from '../../posted.ts'

export function generateMetadata(): Metadata {
  return { title: words()('moderation.head'), ...unlisted }
}

/** One reply or enquiry for staff who come from a mail. Opening it changes nothing. */
export default async function ModeratePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const opened = await openModeration(context(), token)
  const t = words()
  return (
    <PageFrame path="">
      {opened.kind === 'reply' && <ReplyToDecide reply={opened.reply} token={token} />}
      {opened.kind === 'enquiry' && <EnquiryToDecide opened={opened} token={token} />}
      {opened.kind === 'expired' && <Refusal status={410} title={t('link.expired')} />}
      {opened.kind === 'forged' && <Refusal status={404} title={t('link.unknown')} />}
      {opened.kind === 'missing' && (
        <Refusal status={404} title={t('moderation.missing')} said={t('moderation.missing-said')} />
      )}
    </PageFrame>
  )
}

function ReplyToDecide({ reply, token }: { reply: DeskReply; token: string }) {
  const article = articleOf(context(), reply)
  const { path, slug } = article
  const isOpen = isUndecided(reply)
  const t = words()
  const buttons = replyButtons.map((value) => ({ value, label: t(`decide.${value}`) }))
  const from = replyDecisionsFrom(reply.status)
  return (
    <ModerationView
      title={
        <Phrase of={t.rich('moderation.reply-to', { title: () => <ArticleTitle article={article} /> })} />
      }
      {...standing(reply, t(`reply-state.${reply.status}`), reply.lastChange)}
      facts={[
        { term: t('form.name'), value: reply.name },
        { term: t('form.email'), value: <a href={mailtoLink(reply.email)}>{reply.email}</a> },
        ...(reply.website ? [{ term: t('reply.website'), value: reply.website }] : []),
        { term: t('moderation.article'), value: <a href={path}>{`/articles/${slug}`}</a> },
        { term: t('desk.received'), value: formatMoment(reply.createdAt, site) },
      ]}
      text={reply.comment}
      isOpen={isOpen}
      decisions={isOpen ? buttons : reply.lastDecision ? [undoButton()] : []}
      changes={buttons.filter(({ value }) => from.includes(value))}
      seen={reply.version}
      desk={{ label: t('moderation.reply-at-desk'), path: `/staff/replies?queue=all&reply=${reply.id}` }}
      warnings={mailHealth(context()).findings.map(({ message }) => message)}
      action={submit}
      initial={stateOf('moderation')}
      path={`/moderate/${token}`}
    />
  )
}

function EnquiryToDecide({ opened, token }: { opened: OpenedEnquiry; token: string }) {
  const { enquiry, steps, mayUndo, lastChange } = opened
  const { reference, name, email, phone, organisation, page, createdAt, dueAt } = enquiry
  const t = words()
  const mail = mailtoLink(email, t('moderation.your-enquiry', { reference }))
  const changes = steps.map((value) => ({ value, label: t(`decide.${value}`) }))
  return (
    <ModerationView
      title={t('moderation.enquiry', { reference })}
      {...standing(enquiry, t(`enquiry-state.${enquiry.status}`), lastChange)}
      facts={[
        { term: t('moderation.answer-by'), value: formatMoment(dueAt, site) },
        { term: t('form.name'), value: name },
        { term: t('form.email'), value: <a href={mail}>{email}</a> },
        ...(phone ? [{ term: t('enquiry.phone'), value: <a href={telephoneLink(phone)}>{phone}</a> }] : []),
        ...(organisation ? [{ term: t('enquiry.organisation'), value: organisation }] : []),
        { term: t('desk-enquiry.received'), value: formatMoment(createdAt, site) },
        { term: t('moderation.sent-from'), value: <AddressLink path={page} /> },
      ]}
      text={enquiry.requirements}
      isOpen={isOpen(enquiry)}
      decisions={[...(isOpen(enquiry) ? changes : []), ...(mayUndo ? [undoButton()] : [])]}
      changes={changes}
      seen={enquiry.version}
      desk={{ label: t('moderation.enquiry-at-desk'), path: `/staff/enquiries/${reference}` }}
      warnings={mailHealth(context()).findings.map(({ message }) => message)}
      action={submit}
      initial={stateOf('moderation')}
      path={`/moderate/${token}`}
    />
  )
}

function undoButton() {
  return { value: 'undo', label: words()('desk.undo') }
}

const replyButtons = ['approve', 'reject', 'spam'] as const

type Item = Pick<DeskReply | Enquiry, 'status' | 'reasons'>

/** How an item stands: its status, why it is held, and what has been decided, by whom and when. */
function standing(
  { status, reasons }: Item,
  state: string,
  change: Parameters<typeof decidedInWords>[0] | undefined,
) {
  return {
    status: state,
    reasons: status === 'held' ? reasons.map((reason) => reasonInWords(reason)) : [],
    ...(change && { outcome: decidedInWords(change) }),
  }
}

function NewLink() {
  return (
    <Phrase
      of={words().rich('moderation.new-link', { command: () => <code dir="ltr">npm run desk -- link</code> })}
    />
  )
}

type RefusalProps = { status: 404 | 410; title: string; said?: ReactNode }

/** Of a link, or of a button that was pressed behind it. */
function Refusal({ status, title, said = <NewLink /> }: RefusalProps) {
  const request = currentRequest()
  if (request) request.status = status
  const t = words()
  return (
    <Notice
      status={status}
      title={title}
      said={
        <>
          {request?.posted && `${t('moderation.unchanged')} `}
          {said}
        </>
      }
      ways={[{ label: t('moderation.open-desk'), path: '/staff' }]}
    />
  )
}
