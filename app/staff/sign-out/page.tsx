import type { Metadata } from 'next'
import { Button } from '#components/desk/button.tsx'
import { FormName } from '#components/form/form-name.tsx'
import { words } from '#lib/words/words.ts'
import { press } from '../../actions/submit.ts'
import { unlisted } from '../../head.ts'
import { Desk } from '../desk.tsx'
import { requireStaff } from '../session.ts'

export function generateMetadata(): Metadata {
  return { title: words()('desk.sign-out-everywhere'), ...unlisted }
}

export default async function SignOutPage() {
  const staff = await requireStaff()
  const t = words()
  return (
    <Desk
      staff={staff}
      path="/staff/sign-out"
      title={t('desk.sign-out-everywhere')}
      intro={t('desk.sign-out-intro')}
    >
      <form action={press}>
        <FormName name="sign-out-everywhere" />
        <Button kind="primary" value="sign-out-everywhere">
          {t('desk.sign-out-everywhere')}
        </Button>
      </form>
    </Desk>
  )
}
