import type { ReactNode } from 'react'
import { spanInWords } from '#components/desk/deadline.ts'
import { SignInView } from '#components/desk/sign-in.tsx'
import { SignInForm } from '#components/desk/sign-in-form.tsx'
import { Phrase } from '#components/phrase.ts'
import { linkLasts } from '#lib/auth/sign-in.ts'
import { doorNotes } from '#lib/auth/staff.ts'
import { context } from '#lib/context.ts'
import { mailsLeave } from '#lib/outbox/admin.ts'
import { words } from '#lib/words/words.ts'
import { submit } from '../../actions/submit.ts'
import { absentPages } from '../../page-frame.tsx'

function MadeByHand() {
  return (
    <Phrase
      of={words().rich('door.by-hand', { command: () => <code dir="ltr">npm run desk -- link</code> })}
    />
  )
}

function toldOf(note: (typeof doorNotes)[number]): ReactNode {
  const t = words()
  if (note === 'asked') return t('door.asked', { span: spanInWords(linkLasts) })
  if (note === 'out' || note === 'out-everywhere') return t(`door.${note}`)
  return (
    <>
      {t(`door.${note}`)} <MadeByHand />
    </>
  )
}

/** What everyone sees who has no session. */
export function Door({ done }: { done?: string | undefined }) {
  const note = doorNotes.find((one) => one === done)
  const t = words()
  return (
    <SignInView absent={absentPages()} title={t('door.title')} told={note && toldOf(note)}>
      {mailsLeave(context()) === 'never' ? (
        <p>
          {t('door.intro-without-mail')} {note !== 'asked-without-mail' && <MadeByHand />}
        </p>
      ) : (
        <p>{t('door.intro')}</p>
      )}
      <SignInForm action={submit} path="/staff/sign-in" />
    </SignInView>
  )
}
