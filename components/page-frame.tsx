import type { ReactNode } from 'react'
import { mailtoLink, telephoneLink } from '#lib/mailto.ts'
import { type Link, site } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'
import { SiteName } from './logo.tsx'
import styles from './page-frame.module.css'
import { SearchField } from './search-field.tsx'

type Props = {
  /** Path of the page shown: marks it in the navigation. `/` gets the large nameplate as its h1. */
  path: string
  /** Of `usualPages` the paths of those that are not there. */
  absent?: readonly string[] | undefined
  /** The page has a search field of its own, or nothing would answer it. */
  isSearch?: boolean
  children: ReactNode
}

/** All that stands around a page: skip link, nameplate, navigation, main, footer. */
export function PageFrame({ path, absent = [], isSearch = false, children }: Props) {
  const t = words()
  const isThere = (page: Link) => !absent.includes(page.path)
  return (
    <>
      <a className={styles.skip} href="#main">
        {t('frame.skip')}
      </a>
      <header className={path === '/' ? styles.front : styles.header}>
        <div className={styles.plate}>
          {path === '/' ? (
            <>
              <h1 className={styles.name}>
                <SiteName place="front" />
              </h1>
              {site.tagline && <p className={styles.tagline}>{site.tagline}</p>}
            </>
          ) : (
            <p className={styles.name}>
              <a href="/">
                <SiteName place="header" />
              </a>
            </p>
          )}
        </div>
        <nav className={styles.navigation} aria-label={t('frame.main')}>
          <ul className={styles.links}>
            {(site.navigation ?? usualNavigation().filter(isThere)).map((item) => (
              <li key={`${item.path} ${item.label}`}>
                <a href={item.path} aria-current={currency(item.path, path)}>
                  {item.label}
                </a>
              </li>
            ))}
          </ul>
          {!isSearch && <SearchField />}
        </nav>
      </header>
      <main id="main" className={styles.main} tabIndex={-1}>
        {children}
      </main>
      <Footer pages={site.footer ?? usualFooter().filter(isThere)} />
    </>
  )
}

function Footer({ pages }: { pages: readonly Link[] }) {
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
            <li key={`${item.path} ${item.label}`}>
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

/** What every page links to, as far as it is there, where site.yml does not say. */
export function usualPages(): readonly Link[] {
  return [...usualNavigation(), ...usualFooter()]
}

function usualNavigation(): readonly Link[] {
  const t = words()
  return [
    { label: t('nav.articles'), path: '/articles' },
    { label: t('nav.topics'), path: '/topics' },
    { label: t('nav.about'), path: '/about' },
    { label: t('nav.contact'), path: '/contact' },
  ]
}

function usualFooter(): readonly Link[] {
  const t = words()
  return [
    { label: t('nav.about'), path: '/about' },
    { label: t('nav.contact'), path: '/contact' },
    { label: t('nav.privacy'), path: site.privacyPath },
    { label: t('nav.accessibility'), path: '/accessibility' },
  ]
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
