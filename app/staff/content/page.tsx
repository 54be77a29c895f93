import type { Metadata } from 'next'
import desk from '#components/desk/desk.module.css'
import { faultyFiles, sharedCauses } from '#lib/content/lint/groups.ts'
import { context } from '#lib/context.ts'
import { numeral } from '#lib/lang.ts'
import { words } from '#lib/words/words.ts'
import { unlisted } from '../../head.ts'
import { Desk } from '../desk.tsx'
import { requireStaff } from '../session.ts'
import { Articles } from './articles.tsx'
import { Causes, Faults } from './faults.tsx'
import { NoPrivacyPage } from './no-privacy-page.tsx'
import { notices } from './notices.ts'

export function generateMetadata(): Metadata {
  return { title: words()('desk.content'), ...unlisted }
}

export default async function ContentPage() {
  const staff = await requireStaff()
  const { library, keys, now } = context()
  const t = words()
  const files = faultyFiles(library)
  const withErrors = files.filter(({ errors }) => errors)
  const withWarnings = files.filter(({ errors }) => !errors)
  const shared = sharedCauses(withWarnings)
  const lists = notices(library, { keys, now: now() })
  return (
    <Desk staff={staff} path="/staff/content" title={t('desk.content')} intro={t('content.intro')}>
      <div className={desk.column}>
        <NoPrivacyPage />
        <section className={desk.section}>
          <h2>
            {t('content.errors-title')} <span className={desk.number}>{numeral(withErrors.length)}</span>
          </h2>
          <p className={desk.quiet}>{t('content.errors-about')}</p>
          {withErrors.length ? (
            <Faults files={withErrors} />
          ) : (
            <p className={desk.quiet}>{t('content.no-errors')}</p>
          )}
        </section>
        {withWarnings.length > 0 && (
          <section className={desk.section}>
            <h2>
              {t('content.warnings-title')}{' '}
              <span className={desk.number}>{numeral(withWarnings.length)}</span>
            </h2>
            <p className={desk.quiet}>{t('content.warnings-about')}</p>
            <Causes causes={shared.causes} />
            {shared.rest.length > 0 && <Faults files={shared.rest} />}
          </section>
        )}
        {lists.map((list) => (
          <section key={list.kind} className={desk.section}>
            <h2>
              {list.title} <span className={desk.number}>{numeral(list.articles.length)}</span>
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
