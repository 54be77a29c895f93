import type { ReactNode } from 'react'
import { Phrase } from '#components/phrase.ts'
import { words } from '#lib/words/words.ts'
import type { Deadline } from './deadline.ts'
import { DeadlineLabel } from './deadline-label.tsx'
import styles from './enquiry-rows.module.css'

/** An enquiry with everything put into words. */
export type RowEnquiry = {
  reference: string
  path: string
  name: string
  organisation?: string | undefined
  requirements: string
  received: string
  /** `New`, `In progress` … */
  status: string
  /** Address of who takes care of it. */
  assignedTo?: string | undefined
  deadline: Deadline
}

/** Enquiries one below the other: when, who, what, who takes care. */
export function EnquiryRows({ enquiries }: { enquiries: readonly RowEnquiry[] }) {
  const t = words()
  return (
    <ol className={styles.rows}>
      {enquiries.map((enquiry) => (
        <li key={enquiry.reference} className={styles.row}>
          <DeadlineLabel deadline={enquiry.deadline} />
          <div className={styles.what}>
            <p className={styles.who}>
              <a href={enquiry.path}>{enquiry.reference}</a> <From {...enquiry} />
            </p>
            <p className={styles.start} dir="auto">
              {enquiry.requirements}
            </p>
            <p className={styles.state}>
              <span>{enquiry.status}</span>
              <span>{enquiry.assignedTo ?? t('desk-enquiry.nobody-has-it')}</span>
              <span>{t('desk-enquiry.received-at', { moment: enquiry.received })}</span>
            </p>
          </div>
        </li>
      ))}
    </ol>
  )
}

function From({ name, organisation }: Pick<RowEnquiry, 'name' | 'organisation'>) {
  if (!organisation) return <bdi>{name}</bdi>
  const said = words().rich('desk-enquiry.from', { bdi }, { name, organisation })
  return <Phrase of={said} />
}

const bdi = (children: ReactNode[]) => <bdi>{children}</bdi>
