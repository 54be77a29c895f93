import type { Metadata } from 'next'
import desk from '#components/desk/desk.module.css'
import { runtime } from '#lib/runtime.ts'
import { unlisted } from '../../head.ts'
import { Desk } from '../desk.tsx'
import { requireStaff } from '../session.ts'
import { Articles } from './articles.tsx'
import { Faults } from './faults.tsx'
import { notices } from './notices.ts'

export const metadata: Metadata = { title: 'Content', ...unlisted }

export default async function ContentPage() {
  const staff = await requireStaff()
  const { library, keys, now } = runtime()
  const faults = library.faults()
  const lists = notices(library.everything(), { keys, now: now() })
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
            Faults <span className={desk.number}>{faults.length}</span>
          </h2>
          {faults.length ? (
            <Faults faults={faults} />
          ) : (
            <p className={desk.quiet}>Every file can be read as it should be.</p>
          )}
        </section>
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
