import type { Metadata } from 'next'
import { ArticleTitle } from '#components/article-title.tsx'
import { ModerationView } from '#components/moderation.tsx'
import { Notice } from '#components/notice.tsx'
import { PageFrame } from '#components/page-frame.tsx'
import { encodedPath } from '#lib/articles/path.ts'
import { mailHealth } from '#lib/desk/mails.ts'
import type { Enquiry } from '#lib/enquiries/enquiry.ts'
import { mailtoLink } from '#lib/mailto.ts'
import { openModeration } from '#lib/moderation/open.ts'
import type { Reply } from '#lib/replies/reply.ts'
import { currentRequest } from '#lib/request.ts'
import { runtime } from '#lib/runtime.ts'
import { site } from '#lib/site.ts'
import { reasonInWords } from '#lib/spam/verdict.ts'
import { tellMoment } from '#lib/time.ts'
import { unlisted } from '../../head.ts'
import { carryOut } from './actions.ts'
import { decided, statusWords } from './words.ts'

export const metadata: Metadata = { title: 'For staff', ...unlisted }

/** One reply or enquiry for staff who come from a mail. Opening it changes nothing. */
export default async function ModeratePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const opened = await openModeration(runtime(), token)
  return (
    <PageFrame path="">
      {opened.kind === 'reply' && <ReplyToDecide reply={opened.reply} token={token} />}
      {opened.kind === 'enquiry' && <EnquiryToDecide enquiry={opened.enquiry} token={token} />}
      {opened.kind === 'expired' && <Refusal status={410} title="This link has expired" />}
      {opened.kind === 'forged' && <Refusal status={404} title="This link is not whole" />}
      {opened.kind === 'missing' && <Refusal status={404} title="What this link led to is no longer kept" />}
    </PageFrame>
  )
}

function ReplyToDecide({ reply, token }: { reply: Reply; token: string }) {
  const found = runtime().library.article(reply.article)
  const path = `/articles/${reply.article}`
  return (
    <ModerationView
      title={<>Reply to “{found.kind === 'here' ? <ArticleTitle article={found.item} /> : reply.article}”</>}
      {...standing(reply)}
      facts={[
        { term: 'Name', value: reply.name },
        { term: 'Email', value: <a href={mailtoLink(reply.email)}>{reply.email}</a> },
        ...(reply.website ? [{ term: 'Website', value: reply.website }] : []),
        { term: 'Article', value: <a href={encodedPath(path)}>{path}</a> },
        { term: 'Received', value: tellMoment(reply.createdAt, site) },
      ]}
      text={reply.comment}
      decisions={[
        { value: 'approve', label: 'Approve' },
        { value: 'reject', label: 'Reject' },
        { value: 'spam', label: 'Spam' },
      ]}
      desk={{ label: 'See it at the desk', path: `/staff/replies?queue=all&reply=${reply.id}` }}
      warnings={mailHealth(runtime()).findings.map(({ message }) => message)}
      action={carryOut.bind(null, token)}
      path={`/moderate/${token}`}
    />
  )
}

function EnquiryToDecide({ enquiry, token }: { enquiry: Enquiry; token: string }) {
  const { reference, name, email, phone, organisation, page, createdAt, dueAt } = enquiry
  const mail = mailtoLink(email, `Your enquiry ${reference}`)
  return (
    <ModerationView
      title={`Enquiry ${reference}`}
      {...standing(enquiry)}
      facts={[
        { term: 'Answer by', value: tellMoment(dueAt, site) },
        { term: 'Name', value: name },
        { term: 'Email', value: <a href={mail}>{email}</a> },
        ...(phone ? [{ term: 'Phone', value: phone }] : []),
        ...(organisation ? [{ term: 'Organisation', value: organisation }] : []),
        { term: 'Received', value: tellMoment(createdAt, site) },
        { term: 'Sent from', value: <a href={page}>{page}</a> },
      ]}
      text={enquiry.requirements}
      decisions={[
        { value: 'in-progress', label: 'In progress' },
        { value: 'answered', label: 'Answered' },
        { value: 'spam', label: 'Spam' },
      ]}
      desk={{ label: 'Answer it at the desk', path: `/staff/enquiries/${reference}` }}
      warnings={mailHealth(runtime()).findings.map(({ message }) => message)}
      action={carryOut.bind(null, token)}
      path={`/moderate/${token}`}
    />
  )
}

/** How an item stands: its status, why it is held, and what has been decided. */
function standing({ status, reasons, decidedAt }: Pick<Reply | Enquiry, 'status' | 'reasons' | 'decidedAt'>) {
  return {
    status: statusWords[status],
    reasons: reasons.map(reasonInWords),
    ...(decidedAt !== undefined && { outcome: decided(status, decidedAt) }),
  }
}

function Refusal({ status, title }: { status: 404 | 410; title: string }) {
  const request = currentRequest()
  if (request) request.status = status
  return (
    <Notice
      status={status}
      title={title}
      said={
        <>
          Whoever runs the site gets a new one with <code>npm run desk -- link</code> followed by this
          address; without an address, it lists all that waits, each with a fresh link.
        </>
      }
    />
  )
}
