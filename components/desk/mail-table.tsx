import type { ReactNode } from 'react'
import styles from './desk.module.css'

/** A mail with everything put into words. */
export type RowMail = {
  id: string
  /** Which mail it is: `Acknowledgement`. */
  what: string
  recipient: string
  /** `Sent today 09:12`, `Tried 3 times, next today 09:30`. */
  fate: string
  /** What the server said last. */
  answer?: string | undefined
  /** What it is about. */
  about?: { label: string; path: string } | undefined
}

type Props = {
  /** What the table holds, told to who does not see it. */
  caption: string
  mails: readonly RowMail[]
  /** What can be done about each. */
  buttons?: (mail: RowMail) => ReactNode
}

/** Mails and what came of them. */
export function MailTable({ caption, mails, buttons }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keyboard
    <section className={styles.scroll} aria-label={caption} tabIndex={0}>
      <table className={styles.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Mail</th>
            <th scope="col">To</th>
            <th scope="col">What came of it</th>
            {buttons && (
              <th scope="col">
                <span className="visually-hidden">What can be done</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {mails.map((mail) => (
            <tr key={mail.id}>
              <th scope="row">
                {mail.what}
                {mail.about && (
                  <>
                    {' '}
                    <a href={mail.about.path}>{mail.about.label}</a>
                  </>
                )}
              </th>
              <td>{mail.recipient}</td>
              <td>
                {mail.fate}
                {mail.answer && <span className={styles.said}>{mail.answer}</span>}
              </td>
              {buttons && <td className={styles.cellButtons}>{buttons(mail)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
