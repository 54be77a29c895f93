import type { Metadata } from 'next'
import { Button } from '#components/desk/button.tsx'
import { spanInWords } from '#components/desk/deadline.ts'
import { SignInView } from '#components/desk/sign-in.tsx'
import { FormName } from '#components/form/form-name.tsx'
import { Phrase } from '#components/phrase.ts'
import { linkLasts, peekSignIn } from '#lib/auth/sign-in.ts'
import { context } from '#lib/context.ts'
import { currentRequest } from '#lib/request-context.ts'
import { words } from '#lib/words/words.ts'
import { press } from '../../../actions/submit.ts'
import { unlisted } from '../../../head.ts'
import { absentPages } from '../../../page-frame.tsx'

export function generateMetadata(): Metadata {
  return { title: words()('door.title'), ...unlisted }
}

/** Where the mailed link leads. Opening it uses nothing up: mail scanners open links too. */
export default async function SignInLinkPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const t = words()
  const link = await peekSignIn(context(), token)
  if (link.kind === 'valid')
    return (
      <SignInView absent={absentPages()} title={t('door.title')}>
        <p>{t('door.as', { email: link.email })}</p>
        <form action={press}>
          <FormName name="sign-in" />
          <Button kind="primary" value="sign-in">
            {t('door.sign-in')}
          </Button>
        </form>
      </SignInView>
    )
  const request = currentRequest()
  if (request) request.status = link.kind === 'unknown' ? 404 : 410
  return (
    <SignInView absent={absentPages()} title={t(`link.${link.kind}`)}>
      <p>
        <Phrase
          of={t.rich(
            'door.once',
            { link: (children) => <a href="/staff/sign-in">{children}</a> },
            { span: spanInWords(linkLasts) },
          )}
        />
      </p>
    </SignInView>
  )
}
