import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EnquiryForm } from '#components/enquiry-form.tsx'
import { Notice } from '#components/notice.tsx'
import { PageFrame } from '#components/page-frame.tsx'
import { ReplyForm } from '#components/reply-form.tsx'
import { type Answer, currentRequest } from '#lib/request.ts'
import { leave } from '../../actions/leave.ts'
import { send } from '../../actions/send.ts'
import { unlisted } from '../../head.ts'
import { refusals } from './refusals.ts'

type Props = { params: Promise<{ status: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: refusalOf((await params).status).title, ...unlisted }
}

/** What our HTTP entry answers when there is no page: reached from there only. */
export default async function AnswerPage({ params }: Props) {
  const { title, message } = refusalOf((await params).status)
  const form = currentRequest()?.answer?.form
  return (
    <PageFrame path={form?.path ?? '/answer'}>
      <Notice title={title} message={message} />
      {form && <FormAgain form={form} message={message} />}
    </PageFrame>
  )
}

function FormAgain({
  form: { name, path, state },
  message,
}: {
  form: NonNullable<Answer['form']>
  message: string
}) {
  const initial = { ...state, errors: { ...state.errors, '': message } }
  if (name === 'reply') return <ReplyForm action={leave.bind(null, path)} path={path} initial={initial} />
  return <EnquiryForm action={send.bind(null, path)} path={path} initial={initial} />
}

function refusalOf(status: string) {
  return refusals[status] ?? notFound()
}
