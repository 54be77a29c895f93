import type { Metadata } from 'next'
import desk from '#components/desk/desk.module.css'
import { PersonForm } from '#components/desk/person-form.tsx'
import { context } from '#lib/context.ts'
import { personPath } from '#lib/desk/people-forms.ts'
import { one, type Query } from '#lib/desk/query.ts'
import { findPerson, type Named, peopleNamed } from '#lib/privacy/person.ts'
import { words } from '#lib/words/words.ts'
import { unlisted } from '../../head.ts'
import { Desk } from '../desk.tsx'
import { requireStaff } from '../session.ts'
import { erasedInWords } from './labels.ts'
import { PersonHeld } from './person-held.tsx'

export function generateMetadata(): Metadata {
  return { title: words()('desk.people'), ...unlisted }
}

export default async function PeoplePage({ searchParams }: { searchParams: Promise<Query> }) {
  const staff = await requireStaff()
  const query = await searchParams
  const t = words()
  const email = one(query, 'email')?.trim()
  const person = email === undefined ? undefined : await findPerson(context(), email)
  const named = email === undefined || person ? [] : await peopleNamed(context(), email)
  const problem = email === undefined || person || named.length ? undefined : t('people.problem')
  return (
    <Desk
      staff={staff}
      path="/staff/people"
      title={t('desk.people')}
      intro={t('people.intro')}
      told={erasedInWords(query)}
    >
      <div className={desk.column}>
        <PersonForm email={email ?? ''} problem={problem} />
        {person && <PersonHeld person={person} />}
        {named.length > 0 && <WithName people={named} />}
      </div>
    </Desk>
  )
}

/** Addresses to choose from, by the name that was given with each. */
function WithName({ people }: { people: readonly Named[] }) {
  return (
    <ul className={desk.rows}>
      {people.map(({ name, email }) => (
        <li key={`${name} ${email}`}>
          <p>
            <bdi>{name}</bdi> · <a href={personPath(email)}>{email}</a>
          </p>
        </li>
      ))}
    </ul>
  )
}
