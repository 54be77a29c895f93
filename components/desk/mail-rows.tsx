import type { ReactNode } from 'react'
import { words } from '#lib/words/words.ts'
import styles from './mail-rows.module.css'
import { Tick } from './tick.tsx'

/** A mail with everything put into words. */
export type RowMail = {
  id: string
  /** Which mail it is: `Acknowledgement`. */
  what: string
  recipient: string
  /** A button about the mail says with it what its reader saw. */
  version?: string
  /** `Sent today 09:12`, `Tried 3 times, next today 09:30`. */
  fate: string
  /** What the server said last. */
  answer?: string | undefined
  /** What it is about. */
  about?: { label: string; path: string } | undefined
}

type Props = {
  mails: readonly RowMail[]
  /** What can be done about each; `about` is the id of what names the mail. */
  buttons?: (mail: RowMail, about: string) => ReactNode
  /** The form by which several are changed at once, and whether all are ticked at first. */
  choice?: { form: string; isTicked: boolean } | undefined
}

/** Mails and what came of them. A list and no table: a server's words and a long address must fit a telephone. */
export function MailRows({ mails, buttons, choice }: Props) {
  return (
    <ul className={styles.mails}>
      {mails.map((mail) => (
        <li key={mail.id} className={styles.mail}>
          <div className={styles.part}>
            <p className={styles.what} id={`mail-${mail.id}`}>
              {choice ? (
                <Tick
                  form={choice.form}
                  name={`mail-${mail.id}`}
                  value={mail.version}
                  defaultChecked={choice.isTicked}
                  aria-describedby={`to-${mail.id}`}
                >
                  {mail.what}
                </Tick>
              ) : (
                mail.what
              )}
            </p>
            <p className={styles.quiet} id={`to-${mail.id}`}>
              {words()('outbox.to', { recipient: mail.recipient })}
              {mail.about && (
                <>
                  {' '}
                  · <a href={mail.about.path}>{mail.about.label}</a>
                </>
              )}
            </p>
          </div>
          <div className={styles.part}>
            <p>{mail.fate}</p>
            {mail.answer && <p className={styles.quiet}>{mail.answer}</p>}
          </div>
          {buttons && <div className={styles.buttons}>{buttons(mail, `mail-${mail.id}`)}</div>}
        </li>
      ))}
    </ul>
  )
}
