import type { ReactNode } from 'react'
import { mailtoLink, telephoneLink } from '#lib/mailto.ts'
import { site } from '#lib/site.ts'
import styles from './contact-view.module.css'

/** The enquiry form on its own page; `children` is the form. */
export function ContactView({ children }: { children: ReactNode }) {
  const { email, phone, address } = site.contact
  return (
    <>
      <header className={styles.header}>
        <div className={styles.words}>
          <h1 className={styles.title}>Contact</h1>
          <p className={styles.said}>
            Write to us about your work, an article, or anything you think we should know. A person answers:
            by email at <a href={mailtoLink(email)}>{email}</a>
            {phone && (
              <>
                , by telephone at <a href={telephoneLink(phone)}>{phone}</a>
              </>
            )}
            , or through the form below.
          </p>
          {address && (
            <address className={styles.address}>
              {address.map((line) => (
                <span key={line}>{line}</span>
              ))}
            </address>
          )}
        </div>
      </header>
      {children}
    </>
  )
}
