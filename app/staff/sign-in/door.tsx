import { spanInWords } from '#components/desk/deadline.ts'
import { SignInView } from '#components/desk/sign-in.tsx'
import { SignInForm } from '#components/desk/sign-in-form.tsx'
import { linkLasts } from '#lib/staff/sign-in.ts'
import { doorNotes } from '#lib/staff/staff.ts'
import { askForLink } from '../session-actions.ts'

const told: Readonly<Record<(typeof doorNotes)[number], string>> = {
  asked: `If this address is one of the staff’s, a mail with a link is on its way. Open it within ${spanInWords(linkLasts)}.`,
  out: 'You are signed out.',
  'out-everywhere': 'You are signed out, here and everywhere else.',
}

/** What everyone sees who has no session. */
export function Door({ done }: { done?: string | undefined }) {
  const note = doorNotes.find((one) => one === done)
  return (
    <SignInView title="Sign in to the desk" told={note && told[note]}>
      <p>The desk is for the staff of this site. A link by mail takes you in; there is no password.</p>
      <SignInForm action={askForLink} path="/staff/sign-in" />
    </SignInView>
  )
}
