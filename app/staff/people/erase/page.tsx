import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Button } from '#components/desk/button.tsx'
import desk from '#components/desk/desk.module.css'
import { FormName } from '#components/form/form-name.tsx'
import { context } from '#lib/context.ts'
import { personPath } from '#lib/desk/people-forms.ts'
import { one, type Query } from '#lib/desk/query.ts'
import { findPerson } from '#lib/privacy/person.ts'
import { words } from '#lib/words/words.ts'
import { press } from '../../../actions/submit.ts'
import { unlisted } from '../../../head.ts'
import { Desk } from '../../desk.tsx'
import { requireStaff } from '../../session.ts'
import { amounts } from '../labels.ts'

export function generateMetadata(): Metadata {
  return { title: words()('people.erase-title'), ...unlisted }
}

/** Asks once more, because there is no way back. */
export default async function ErasePage({ searchParams }: { searchParams: Promise<Query> }) {
  const staff = await requireStaff()
  const email = one(await searchParams, 'email')?.trim() ?? ''
  const person = await findPerson(context(), email)
  const { replies = [], enquiries = [], mails = [] } = person ?? {}
  const t = words()
  const published = replies.filter((reply) => reply.status === 'approved').length
  const held = amounts({ replies: replies.length, enquiries: enquiries.length, mails: mails.length })
  // A colleague may have erased them meanwhile: that page says that nothing is kept.
  if (!person || !held) redirect(personPath(email))
  return (
    <Desk staff={staff} path="/staff/people/erase" title={t('people.erase-of', { email: person.email })}>
      <form className={desk.column} action={press}>
        <FormName name="erase-person" />
        <input type="hidden" name="email" value={person.email} />
        <p className={desk.large}>{t('people.erases', { amounts: held })}</p>
        {published > 0 && (
          <fieldset className={desk.section}>
            <legend className={desk.small}>{t('people.published', { count: published })}</legend>
            <label className={desk.option}>
              <input type="radio" name="published" value="keep" defaultChecked />
              <span>{t('people.keep-published', { count: published })}</span>
            </label>
            <label className={desk.option}>
              <input type="radio" name="published" value="erase" />
              <span>{t('people.erase-published', { count: published })}</span>
            </label>
          </fieldset>
        )}
        <div className={desk.buttons}>
          <Button kind="primary" value="erase">
            {t('people.erase')}
          </Button>
          <a href={personPath(person.email)}>{t('people.leave')}</a>
        </div>
      </form>
    </Desk>
  )
}
