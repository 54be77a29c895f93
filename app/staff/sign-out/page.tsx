import type { Metadata } from 'next'
import { Button } from '#components/desk/button.tsx'
import { FormName } from '#components/form/form-name.tsx'
import { press } from '../../actions/submit.ts'
import { unlisted } from '../../head.ts'
import { Desk } from '../desk.tsx'
import { requireStaff } from '../session.ts'

export const metadata: Metadata = { title: 'Sign out everywhere', ...unlisted }

export default async function SignOutPage() {
  const staff = await requireStaff()
  return (
    <Desk
      staff={staff}
      path="/staff/sign-out"
      title="Sign out everywhere"
      intro="This ends every session of yours, in every browser: on a telephone that was lost, too."
    >
      <form action={press}>
        <FormName name="sign-out-everywhere" />
        <Button kind="primary">Sign out everywhere</Button>
      </form>
    </Desk>
  )
}
