import type { ReactNode } from 'react'
import { FormName } from '#components/form/form-name.tsx'
import { SiteName } from '#components/logo.tsx'
import { MailWarnings } from '#components/mail-warnings.tsx'
import { numeral } from '#lib/lang.ts'
import { site } from '#lib/site.ts'
import { zoneInWords } from '#lib/time/place.ts'
import { version } from '#lib/version.ts'
import { words } from '#lib/words/words.ts'
import { Button } from './button.tsx'
import styles from './desk-frame.module.css'

/** What waits, for the numbers beside the names of the pages. */
type Waiting = { replies: number; enquiries: number; overdue: number; mails: number; faults: number }

type Props = {
  /** Path of the page shown, without its query: marks it in the navigation. */
  path: string
  title: string
  /** One quiet line beneath the title. */
  intro?: ReactNode
  /** Address of who is signed in. */
  staff: string
  waiting: Waiting
  /** What is wrong with the mail, in sentences; on every page until it works. */
  warnings: readonly string[]
  /** What has just been done, or could not be. */
  told?: ReactNode
  signOut: (data: FormData) => Promise<void>
  children: ReactNode
}

/** All that stands around a page of the desk. */
export function DeskFrame(props: Props) {
  const { path, title, intro, staff, waiting, warnings, told, signOut, children } = props
  const t = words()
  return (
    <>
      <a className={styles.skip} href="#main">
        {t('desk.skip')}
      </a>
      <header className={styles.header}>
        <p className={styles.name}>
          <a href="/">
            <SiteName place="desk" />
          </a>{' '}
          <span className={styles.desk}>{t('desk.name')}</span>
        </p>
        <nav className={styles.navigation} aria-label={t('desk.name')}>
          <ul className={styles.links}>
            {pagesOf(waiting).map((page) => (
              <li key={page.path}>
                <a href={page.path} aria-current={currency(page.path, path)}>
                  {page.label}
                  {page.count > 0 && (
                    <>
                      <span className={styles.count} aria-hidden="true">
                        {numeral(page.count)}
                      </span>
                      <span className="visually-hidden"> {page.what}</span>
                    </>
                  )}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <form className={styles.session} action={signOut}>
          <FormName name="sign-out" />
          <span className={styles.staff}>{staff}</span>
          <Button kind="tertiary" value="sign-out">
            {t('desk.sign-out')}
          </Button>
        </form>
      </header>
      <main id="main" className={styles.main} tabIndex={-1}>
        {warnings.length > 0 && path !== '/staff/mail' && (
          <div className={styles.warnings}>
            <MailWarnings warnings={warnings} />
          </div>
        )}
        {told && (
          <div className={styles.told} role="status">
            {told}
          </div>
        )}
        <div className={styles.heading}>
          <h1 className={styles.title}>{title}</h1>
          {intro && <p className={styles.intro}>{intro}</p>}
        </div>
        {children}
      </main>
      <footer className={styles.footer}>
        <p>{t('desk.times', { zone: zoneInWords(site.timeZone, site.lang) })}</p>
        <p>
          <bdi>Broadsheet {version}</bdi>
        </p>
        <p>
          <a href="/staff/sign-out">{t('desk.sign-out-everywhere')}</a>
        </p>
      </footer>
    </>
  )
}

function pagesOf({ overdue, enquiries, replies, mails, faults }: Waiting) {
  const t = words()
  return [
    {
      label: t('desk.overview'),
      path: '/staff',
      count: overdue,
      what: t('desk.count-overdue', { count: overdue }),
    },
    {
      label: t('desk.enquiries'),
      path: '/staff/enquiries',
      count: enquiries,
      what: t('desk.count-open', { count: enquiries }),
    },
    {
      label: t('desk.replies'),
      path: '/staff/replies',
      count: replies,
      what: t('desk.count-waiting', { count: replies }),
    },
    {
      label: t('desk.mail'),
      path: '/staff/mail',
      count: mails,
      what: t('desk.count-failed', { count: mails }),
    },
    {
      label: t('desk.content'),
      path: '/staff/content',
      count: faults,
      what: t('desk.count-faults', { count: faults }),
    },
    { label: t('desk.people'), path: '/staff/people', count: 0, what: '' },
    { label: t('desk.figures'), path: '/staff/figures', count: 0, what: '' },
  ]
}

function currency(item: string, path: string): 'page' | 'true' | undefined {
  if (item === path) return 'page'
  return item !== '/staff' && path.startsWith(`${item}/`) ? 'true' : undefined
}
