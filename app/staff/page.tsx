import type { Metadata } from 'next'
import desk from '#components/desk/desk.module.css'
import { EnquiryRows } from '#components/desk/enquiry-rows.tsx'
import { Figures } from '#components/desk/figures.tsx'
import { lastBackup } from '#lib/backup/last.ts'
import { faultyFiles } from '#lib/content/lint/groups.ts'
import { context } from '#lib/context.ts'
import { countEnquiries, listEnquiries } from '#lib/enquiries/queries.ts'
import { enquiryStats } from '#lib/enquiries/stats.ts'
import { numeral } from '#lib/lang.ts'
import { type Departure, mailHealth, mailsLeave } from '#lib/outbox/admin.ts'
import { listReplies } from '#lib/replies/queries.ts'
import { site } from '#lib/site.ts'
import { shortMoment } from '#lib/time/format.ts'
import { words } from '#lib/words/words.ts'
import { unlisted } from '../head.ts'
import { Articles } from './content/articles.tsx'
import { Faults } from './content/faults.tsx'
import { NoPrivacyPage } from './content/no-privacy-page.tsx'
import { notices } from './content/notices.ts'
import { Desk } from './desk.tsx'
import { inRow } from './enquiries/labels.ts'
import { RepliesAtAGlance } from './replies/glance.tsx'
import { staffHere } from './session.ts'
import { Door } from './sign-in/door.tsx'

export function generateMetadata(): Metadata {
  return { title: words()('desk.name'), ...unlisted }
}

/** What is to be done now, the most urgent first. Without a session: the door. */
export default async function OverviewPage() {
  const staff = await staffHere()
  if (!staff) return <Door />
  const deps = context()
  const now = deps.now()
  const [open, counts, figures, waiting, held, backupAt] = await Promise.all([
    listEnquiries(deps, { filter: 'open' }, staff.email),
    countEnquiries(deps, staff.email),
    enquiryStats(deps),
    listReplies(deps, { queue: 'waiting', page: 1 }),
    listReplies(deps, { queue: 'held', page: 1 }),
    lastBackup(deps.settings),
  ])
  const faulty = faultyFiles(deps.library)
  const content = notices(deps.library, { keys: deps.keys, now }).filter(
    ({ kind, articles }) => articles.length > 0 && kind !== 'expired',
  )
  const mail = mailHealth(deps)
  const t = words()
  return (
    <Desk staff={staff} path="/staff" title={titleOf(counts.overdue, counts.open)}>
      <div className={desk.columns}>
        <div className={desk.column}>
          <section className={desk.section}>
            <h2>
              <a href="/staff/enquiries">{t('desk.enquiries')}</a>{' '}
              <span className={desk.number}>{numeral(counts.open)}</span>
            </h2>
            {open.enquiries.length ? (
              <EnquiryRows enquiries={open.enquiries.map((enquiry) => inRow(enquiry, now))} />
            ) : (
              <p className={desk.quiet}>{t('desk-enquiry.none-open')}</p>
            )}
            {open.total > open.enquiries.length && (
              <a href="/staff/enquiries?page=2">{t('desk-enquiry.next-ones')}</a>
            )}
          </section>
          <section className={desk.section}>
            <h2>
              <a href="/staff/replies">{t('desk.replies')}</a>{' '}
              <span className={desk.number}>{numeral(waiting.total + held.total)}</span>
            </h2>
            <RepliesAtAGlance waiting={waiting} held={held} now={now} />
          </section>
        </div>
        <div className={desk.column}>
          <section className={desk.section}>
            <h2>{t('overview.promise')}</h2>
            <Figures figures={figures} lang={site.lang} />
          </section>
          <section className={desk.section}>
            <h2>
              <a href="/staff/mail">{t('desk.mail')}</a>
            </h2>
            <p>{mailInShort(mail.isWell, mailsLeave(deps))}</p>
            {mail.waiting > 0 && (
              <p className={desk.quiet}>{t('outbox.count-waiting', { count: mail.waiting })}</p>
            )}
          </section>
          <section className={desk.section}>
            <h2>{t('overview.backup')}</h2>
            <p>
              {backupAt === undefined
                ? t('overview.backup-none')
                : t('overview.backup-at', { moment: shortMoment(backupAt, now, site) })}
            </p>
          </section>
          <section className={desk.section}>
            <h2>
              <a href="/staff/content">{t('desk.content')}</a>
            </h2>
            <NoPrivacyPage />
            {!faulty.length && !content.length && <p className={desk.quiet}>{t('content.nothing')}</p>}
            {faulty.length > 0 && (
              <div className={desk.part}>
                <h3 className={desk.small}>{t('content.faults')}</h3>
                <Faults files={faulty.slice(0, 5)} />
              </div>
            )}
            {content.map(({ kind, title, articles }) => (
              <div key={kind} className={desk.part}>
                <h3 className={desk.small}>{title}</h3>
                <Articles articles={articles.slice(0, 5)} />
              </div>
            ))}
          </section>
        </div>
      </div>
    </Desk>
  )
}

function mailInShort(isWell: boolean, leaves: Departure): string {
  const t = words()
  if (isWell) return t('outbox.working')
  return t(leaves === 'never' ? 'outbox.files-in-short' : 'outbox.wrong-in-short')
}

function titleOf(overdue: number, open: number): string {
  const t = words()
  if (overdue) return t('overview.overdue', { count: overdue })
  return open ? t('overview.open', { count: open }) : t('overview.kept')
}
