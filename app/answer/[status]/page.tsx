import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { SignInForm } from '#components/desk/sign-in-form.tsx'
import { EnquiryForm } from '#components/enquiry-form.tsx'
import { Notice } from '#components/notice.tsx'
import { noticeWords } from '#components/notice-labels.ts'
import { Phrase } from '#components/phrase.ts'
import { ReplyForm } from '#components/reply-form.tsx'
import { type Answer, currentRequest } from '#lib/request-context.ts'
import { words } from '#lib/words/words.ts'
import { submit } from '../../actions/submit.ts'
import { unlisted } from '../../head.ts'
import { PageFrame } from '../../page-frame.tsx'
import { DeskText } from './desk-text.tsx'

type Props = { params: Promise<{ status: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: noticeWords(Number((await params).status)).title, ...unlisted }
}

/** What our HTTP entry answers when there is no page; it alone asks for this address. */
export default async function AnswerPage({ params }: Props) {
  const status = Number((await params).status)
  const { form, nearest } = currentRequest()?.answer ?? {}
  // Whoever is at the wrong address gets a field of their own, in the middle of the page.
  const isSearch = status === 404 && !form
  return (
    <PageFrame path={form?.path ?? ''} isSearch={isSearch}>
      <Notice status={status} {...{ isSearch, nearest }} {...(status === 401 && { said: <SignInBeside /> })}>
        {form && <FormAgain form={form} status={status} />}
      </Notice>
    </PageFrame>
  )
}

function SignInBeside() {
  const link = (children: ReactNode) => (
    <a href="/staff/sign-in" target="_blank" rel="noopener">
      {children}
    </a>
  )
  return <Phrase of={words().rich('door.beside', { link })} />
}

const views = { reply: ReplyForm, enquiry: EnquiryForm, 'ask-to-sign-in': SignInForm }

/** The form with all that was typed, and the reason in its summary, where the script looks for it. */
function FormAgain({ form, status }: { form: NonNullable<Answer['form']>; status: number }) {
  const { said, saidAboveForm = said } = noticeWords(status)
  const initial = { errors: { '': saidAboveForm }, ...form.state }
  const { name, path } = form
  if (name === 'answer-reply' || name === 'answer-enquiry' || name === 'enquiry-note')
    return <DeskText form={name} path={path} initial={initial} />
  const View = views[name]
  return <View action={submit} path={path} initial={initial} />
}
