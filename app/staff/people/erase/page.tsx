import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Button } from '#components/desk/button.tsx'
import desk from '#components/desk/desk.module.css'
import { FormName } from '#components/form/form-name.tsx'
import { context } from '#lib/context.ts'
import { personPath } from '#lib/desk/people-forms.ts'
import { one, type Query } from '#lib/desk/query.ts'
import { findPerson } from '#lib/privacy/person.ts'
import { press } from '../../../actions/submit.ts'
import { unlisted } from '../../../head.ts'
import { Desk } from '../../desk.tsx'
import { requireStaff } from '../../session.ts'
import { amounts } from '../labels.ts'

export const metadata: Metadata = { title: 'Erase a person', ...unlisted }

/** Asks once more, because there is no way back. */
export default async function ErasePage({ searchParams }: { searchParams: Promise<Query> }) {
  const staff = await requireStaff()
  const email = one(await searchParams, 'email')?.trim() ?? ''
  const person = await findPerson(context(), email)
  const { replies = [], enquiries = [], mails = [] } = person ?? {}
  const published = replies.filter((reply) => reply.status === 'approved').length
  const held = amounts({ replies: replies.length, enquiries: enquiries.length, mails: mails.length })
  // A colleague may have erased them meanwhile: that page says that nothing is kept.
  if (!person || !held) redirect(personPath(email))
  return (
    <Desk staff={staff} path="/staff/people/erase" title={`Erase ${person.email}?`}>
      <form className={desk.column} action={press}>
        <FormName name="erase-person" />
        <input type="hidden" name="email" value={person.email} />
        <p className={desk.large}>This erases {held}, and cannot be undone.</p>
        {published > 0 && (
          <fieldset className={desk.section}>
            <legend className={desk.small}>
              {published === 1 ? 'One reply is published.' : `${published} replies are published.`}
            </legend>
            <label className={desk.option}>
              <input type="radio" name="published" value="keep" defaultChecked />
              <span>
                Leave {published === 1 ? 'it' : 'them'} on the article, without name, address and website
              </span>
            </label>
            <label className={desk.option}>
              <input type="radio" name="published" value="erase" />
              <span>Erase {published === 1 ? 'it' : 'them'}, too</span>
            </label>
          </fieldset>
        )}
        <div className={desk.buttons}>
          <Button kind="primary">Erase</Button>
          <a href={personPath(person.email)}>Leave everything as it is</a>
        </div>
      </form>
    </Desk>
  )
}
