import type { ReactNode } from 'react'
import { mailtoLink, telephoneLink } from '#lib/mailto.ts'
import { type Link, site } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'
import styles from './page-frame.module.css'

type Props = {
  /** Path of the page shown: marks it in the navigation. `/` gets the large nameplate as its h1. */
  path: string
  /** Of `footerPages` the paths of those that are not there. */
  absent?: readonly string[] | undefined
  children: ReactNode
}

/** All that stands around a page: skip link, nameplate, navigation, main, footer. */
export function PageFrame({ path, absent = [], children }: Props) {
  const t = words()
  return (
    <>
      <a className={styles.skip} href="#main">
        {t('frame.skip')}
      </a>
      <header className={path === '/' ? styles.front : styles.header}>
        <div className={styles.plate}>
          {path === '/' ? (
            <>
              <h1 className={styles.name}>{site.name}</h1>
              {site.tagline && <p className={styles.tagline}>{site.tagline}</p>}
            </>
          ) : (
            <p className={styles.name}>
              <a href="/">{site.name}</a>
            </p>
          )}
        </div>
        <nav className={styles.navigation} aria-label={t('frame.main')}>
          <ul className={styles.links}>
            {(site.navigation ?? usualNavigation()).map((item) => (
              <li key={item.path}>
                <a href={item.path} aria-current={currency(item.path, path)}>
                  {item.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main id="main" className={styles.main} tabIndex={-1}>
        {children}
      </main>
      <Footer pages={footerPages().filter((page) => !absent.includes(page.path))} />
    </>
  )
}

function Footer({ pages }: { pages: ReturnType<typeof footerPages> }) {
  const { email, phone, address } = site.contact
  const t = words()
  return (
    <footer className={styles.footer}>
      <div className={styles.imprint}>
        <p className={styles.signature}>{site.name}</p>
        {site.tagline && <p>{site.tagline}</p>}
        <address className={styles.address}>
          <a href={mailtoLink(email)}>{email}</a>
          {phone && <a href={telephoneLink(phone)}>{phone}</a>}
          {address?.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </address>
      </div>
      <nav className={styles.small} aria-label={t('frame.this-site')}>
        <ul className={styles.list}>
          {pages.map((item) => (
            <li key={item.path}>
              <a href={item.path}>{item.label}</a>
            </li>
          ))}
        </ul>
      </nav>
      <nav className={styles.small} aria-label={t('frame.feeds')}>
        <ul className={styles.list}>
          {feeds.map((item) => (
            <li key={item.path}>
              <a href={item.path}>{t('frame.feed', { kind: item.kind })}</a>
            </li>
          ))}
        </ul>
      </nav>
    </footer>
  )
}

/** What the navigation leads to, where site.yml does not say. */
function usualNavigation(): readonly Link[] {
  const t = words()
  return [
    { label: t('nav.articles'), path: '/articles' },
    { label: t('nav.topics'), path: '/topics' },
    { label: t('nav.about'), path: '/about' },
    { label: t('nav.contact'), path: '/contact' },
  ]
}

/** What the footer of every page links to, where it is there. */
export function footerPages(): readonly Link[] {
  const t = words()
  return (
    site.footer ?? [
      { label: t('nav.about'), path: '/about' },
      { label: t('nav.contact'), path: '/contact' },
      { label: t('nav.privacy'), path: site.privacyPath },
      { label: t('nav.accessibility'), path: '/accessibility' },
    ]
  )
}

const feeds = [
  { kind: 'RSS', path: '/feed.xml' },
  { kind: 'Atom', path: '/atom.xml' },
  { kind: 'JSON', path: '/feed.json' },
]

function currency(item: string, path: string): 'page' | 'true' | undefined {
  if (item === path) return 'page'
  return path.startsWith(`${item}/`) ? 'true' : undefined
}
