import type { Metadata } from 'next'
import desk from '#components/desk/desk.module.css'
import { faultyFiles } from '#lib/content/lint/groups.ts'
import { context } from '#lib/context.ts'
import { unlisted } from '../../head.ts'
import { Desk } from '../desk.tsx'
import { requireStaff } from '../session.ts'
import { Articles } from './articles.tsx'
import { Faults } from './faults.tsx'
import { notices } from './notices.ts'

export const metadata: Metadata = { title: 'Content', ...unlisted }

export default async function ContentPage() {
  const staff = await requireStaff()
  const { library, keys, now } = context()
  const files = faultyFiles(library)
  const withErrors = files.filter(({ errors }) => errors)
  const withWarnings = files.filter(({ errors }) => !errors)
  const lists = notices(library, { keys, now: now() })
  return (
    <Desk
      staff={staff}
      path="/staff/content"
      title="Content"
      intro="What stands in the folder of articles, and is not simply there to be read."
    >
      <div className={desk.column}>
        <section className={desk.section}>
          <h2>
            Errors <span className={desk.number}>{withErrors.length}</span>
          </h2>
          <p className={desk.quiet}>
            An error keeps a file off the site, or its new version: what readers saw before stays.
          </p>
          {withErrors.length ? (
            <Faults files={withErrors} />
          ) : (
            <p className={desk.quiet}>Every file can be read as it should be.</p>
          )}
        </section>
        {withWarnings.length > 0 && (
          <section className={desk.section}>
            <h2>
              Warnings <span className={desk.number}>{withWarnings.length}</span>
            </h2>
            <p className={desk.quiet}>These files are on the site, or would be, all the same.</p>
            <Faults files={withWarnings} />
          </section>
        )}
        {lists.map((list) => (
          <section key={list.title} className={desk.section}>
            <h2>
              {list.title} <span className={desk.number}>{list.articles.length}</span>
            </h2>
            {list.articles.length ? (
              <Articles articles={list.articles} />
            ) : (
              <p className={desk.quiet}>{list.nothing}</p>
            )}
          </section>
        ))}
      </div>
    </Desk>
  )
}
