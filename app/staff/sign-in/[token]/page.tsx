import type { Metadata } from 'next'
import { Button } from '#components/desk/button.tsx'
import { spanInWords } from '#components/desk/deadline.ts'
import { SignInView } from '#components/desk/sign-in.tsx'
import { FormName } from '#components/form/form-name.tsx'
import { linkLasts, peekSignIn } from '#lib/auth/sign-in.ts'
import { context } from '#lib/context.ts'
import { currentRequest } from '#lib/request-context.ts'
import { press } from '../../../actions/submit.ts'
import { unlisted } from '../../../head.ts'
import { absentPages } from '../../../page-frame.tsx'

export const metadata: Metadata = { title: 'Sign in to the desk', ...unlisted }

const titles = {
  expired: 'This link has expired',
  used: 'This link has been used',
  unknown: 'This link is not whole',
}

/** Where the mailed link leads. Opening it uses nothing up: mail scanners open links too. */
export default async function SignInLinkPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const link = await peekSignIn(context(), token)
  if (link.kind === 'valid')
    return (
      <SignInView absent={absentPages()} title="Sign in to the desk">
        <p>You are about to sign in as {link.email}.</p>
        <form action={press}>
          <FormName name="sign-in" />
          <Button kind="primary">Sign in</Button>
        </form>
      </SignInView>
    )
  const request = currentRequest()
  if (request) request.status = link.kind === 'unknown' ? 404 : 410
  return (
    <SignInView absent={absentPages()} title={titles[link.kind]}>
      <p>
        A link signs you in once, within {spanInWords(linkLasts)}.{' '}
        <a href="/staff/sign-in">Ask for a new one</a>.
      </p>
    </SignInView>
  )
}
