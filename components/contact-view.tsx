import type { ReactNode } from 'react'
import { mailtoLink, telephoneLink } from '#lib/mailto.ts'
import { site } from '#lib/site.ts'
import { type Words, words } from '#lib/words/words.ts'
import styles from './contact-view.module.css'
import { Phrase } from './phrase.ts'

/** The enquiry form on its own page; `children` is the form. */
export function ContactView({ children }: { children: ReactNode }) {
  const { address } = site.contact
  return (
    <>
      <header className={styles.header}>
        <div className={styles.words}>
          <h1 className={styles.title}>{words()('contact.title')}</h1>
          <p className={styles.said}>
            <Phrase of={said(words())} />
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

function said(t: Words) {
  const { email, phone } = site.contact
  const write = { email: () => <a href={mailtoLink(email)}>{email}</a> }
  if (!phone) return t.rich('contact.said', write)
  return t.rich('contact.said-phone', { ...write, phone: () => <a href={telephoneLink(phone)}>{phone}</a> })
}
