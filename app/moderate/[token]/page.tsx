import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { ArticleTitle } from '#components/article-title.tsx'
import { ModerationView } from '#components/moderation.tsx'
import { Notice } from '#components/notice.tsx'
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
import { submit } from '../../actions/submit.ts'
import { unlisted } from '../../head.ts'
import { PageFrame } from '../../page-frame.tsx'
import { stateOf } from '../../posted.ts'
import { statusWords } from './labels.ts'

export const metadata: Metadata = { title: 'For staff', ...unlisted }

/** One reply or enquiry for staff who come from a mail. Opening it changes nothing. */
export default async function ModeratePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const opened = await openModeration(context(), token)
  return (
    <PageFrame path="">
      {opened.kind === 'reply' && <ReplyToDecide reply={opened.reply} token={token} />}
      {opened.kind === 'enquiry' && <EnquiryToDecide opened={opened} token={token} />}
      {opened.kind === 'expired' && <Refusal status={410} title="This link has expired" />}
      {opened.kind === 'forged' && <Refusal status={404} title="This link is not whole" />}
      {opened.kind === 'missing' && (
        <Refusal
          status={404}
          title="What this link led to is no longer kept"
          said="It was erased, or had been kept for long enough: there is nothing left to decide about."
        />
      )}
    </PageFrame>
  )
}

function ReplyToDecide({ reply, token }: { reply: DeskReply; token: string }) {
  const article = articleOf(context(), reply)
  const { path, slug } = article
  const isOpen = isUndecided(reply)
  const from = replyDecisionsFrom(reply.status)
  return (
    <ModerationView
      title={
        <>
          Reply to “<ArticleTitle article={article} />”
        </>
      }
      {...standing(reply, reply.lastChange)}
      facts={[
        { term: 'Name', value: reply.name },
        { term: 'Email', value: <a href={mailtoLink(reply.email)}>{reply.email}</a> },
        ...(reply.website ? [{ term: 'Website', value: reply.website }] : []),
        { term: 'Article', value: <a href={path}>{`/articles/${slug}`}</a> },
        { term: 'Received', value: formatMoment(reply.createdAt, site) },
      ]}
      text={reply.comment}
      isOpen={isOpen}
      decisions={isOpen ? replyButtons : reply.lastDecision ? [undo] : []}
      changes={replyButtons.filter(({ value }) => from.includes(value))}
      seen={reply.version}
      desk={{ label: 'See it at the desk', path: `/staff/replies?queue=all&reply=${reply.id}` }}
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
  const mail = mailtoLink(email, `Your enquiry ${reference}`)
  const changes = enquiryButtons.filter(({ value }) => steps.includes(value))
  return (
    <ModerationView
      title={`Enquiry ${reference}`}
      {...standing(enquiry, lastChange)}
      facts={[
        { term: 'Answer by', value: formatMoment(dueAt, site) },
        { term: 'Name', value: name },
        { term: 'Email', value: <a href={mail}>{email}</a> },
        ...(phone ? [{ term: 'Phone', value: <a href={telephoneLink(phone)}>{phone}</a> }] : []),
        ...(organisation ? [{ term: 'Organisation', value: organisation }] : []),
        { term: 'Received', value: formatMoment(createdAt, site) },
        { term: 'Sent from', value: <a href={page}>{page}</a> },
      ]}
      text={enquiry.requirements}
      isOpen={isOpen(enquiry)}
      decisions={[...(isOpen(enquiry) ? changes : []), ...(mayUndo ? [undo] : [])]}
      changes={changes}
      seen={enquiry.version}
      desk={{ label: 'Answer it at the desk', path: `/staff/enquiries/${reference}` }}
      warnings={mailHealth(context()).findings.map(({ message }) => message)}
      action={submit}
      initial={stateOf('moderation')}
      path={`/moderate/${token}`}
    />
  )
}

const undo = { value: 'undo', label: 'Undo' }

const replyButtons = [
  { value: 'approve', label: 'Approve' },
  { value: 'reject', label: 'Reject' },
  { value: 'spam', label: 'Spam' },
] as const

const enquiryButtons = [
  { value: 'in-progress', label: 'In progress' },
  { value: 'answered', label: 'Answered' },
  { value: 'spam', label: 'Spam' },
] as const

type Item = Pick<DeskReply | Enquiry, 'status' | 'reasons'>

/** How an item stands: its status, why it is held, and what has been decided, by whom and when. */
function standing({ status, reasons }: Item, change: Parameters<typeof decidedInWords>[0] | undefined) {
  return {
    status: statusWords[status],
    reasons: status === 'held' ? reasons.map(reasonInWords) : [],
    ...(change && { outcome: decidedInWords(change) }),
  }
}

const newLink = (
  <>
    Whoever runs the site gets a new one with <code>npm run desk -- link</code> followed by this address;
    without an address, it lists all that waits, each with a fresh link. Whoever signs in to the desk needs
    none.
  </>
)

type RefusalProps = { status: 404 | 410; title: string; said?: ReactNode }

/** Of a link, or of a button that was pressed behind it. */
function Refusal({ status, title, said = newLink }: RefusalProps) {
  const request = currentRequest()
  if (request) request.status = status
  return (
    <Notice
      status={status}
      title={title}
      said={
        <>
          {request?.posted && 'Nothing was changed. '}
          {said}
        </>
      }
      ways={[{ label: 'Open the desk', path: '/staff' }]}
    />
  )
}
