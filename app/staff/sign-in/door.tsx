import type { ReactNode } from 'react'
import { spanInWords } from '#components/desk/deadline.ts'
import { SignInView } from '#components/desk/sign-in.tsx'
import { SignInForm } from '#components/desk/sign-in-form.tsx'
import { linkLasts } from '#lib/auth/sign-in.ts'
import { doorNotes } from '#lib/auth/staff.ts'
import { context } from '#lib/context.ts'
import { mailsLeave } from '#lib/outbox/admin.ts'
import { submit } from '../../actions/submit.ts'
import { absentPages } from '../../page-frame.tsx'

const isStaff = 'If this address is one of the staff’s,'

const madeByHand = (
  <>
    Whoever runs the site makes a link at once: <code>npm run desk -- link</code>, followed by the address.
  </>
)

const told: Readonly<Record<(typeof doorNotes)[number], ReactNode>> = {
  asked: `${isStaff} a mail with a link is on its way. Open it within ${spanInWords(linkLasts)}.`,
  'asked-later': (
    <>
      {isStaff} a mail with a link waits in the outbox: no mail leaves at the moment. {madeByHand}
    </>
  ),
  'asked-without-mail': (
    <>
      {isStaff} a mail with a link is kept as a file in the mailbox folder of the data folder, not sent: no
      mail server is set. {madeByHand}
    </>
  ),
  out: 'You are signed out.',
  'out-everywhere': 'You are signed out, here and everywhere else.',
}

/** What everyone sees who has no session. */
export function Door({ done }: { done?: string | undefined }) {
  const note = doorNotes.find((one) => one === done)
  return (
    <SignInView absent={absentPages()} title="Sign in to the desk" told={note && told[note]}>
      {mailsLeave(context()) === 'never' ? (
        <p>
          The desk is for the staff of this site. A link takes you in; there is no password. No mail server is
          set, so no link comes by mail. {note !== 'asked-without-mail' && madeByHand}
        </p>
      ) : (
        <p>The desk is for the staff of this site. A link by mail takes you in; there is no password.</p>
      )}
      <SignInForm action={submit} path="/staff/sign-in" />
    </SignInView>
  )
}
