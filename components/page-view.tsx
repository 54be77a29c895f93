import type { ReactNode } from 'react'
import type { Page } from '#lib/content/article.ts'
import { unpacked } from '#lib/content/headings.ts'
import { inLanguage } from '#lib/lang.ts'
import { typeset } from '#lib/typeset.ts'
import prose from './article-body/prose.module.css'
import { Contents, hasContents } from './contents.tsx'
import { Day } from './day.tsx'
import styles from './page-view.module.css'
import { Phrase } from './phrase.ts'
import { PrintedLinks } from './printed-links.tsx'
import { SiteWords } from './site-words.ts'

type Props = {
  page: Page
  /** Of the site's addresses, for print. */
  origin?: string
  children: ReactNode
}

/** A page of the organisation's own: About, Privacy. */
export function PageView({ page, origin = '', children }: Props) {
  const { updated } = page
  const headings = unpacked(page.headings)
  return (
    <article className={styles.page} {...inLanguage(page.lang)}>
      <header className={styles.header}>
        <h1 className={styles.title}>{typeset(page.title, page.lang)}</h1>
        {!page.isOpening && <p className={styles.standfirst}>{typeset(page.description, page.lang)}</p>}
        {updated && (
          <p className={styles.updated}>
            <SiteWords within={page.lang}>
              {(t) => (
                <Phrase
                  of={t.rich('byline.updated', { day: () => <Day moment={updated} lang={t.lang} /> })}
                />
              )}
            </SiteWords>
          </p>
        )}
      </header>
      {hasContents(headings) && (
        <div className={styles.contents}>
          <Contents headings={headings} lang={page.lang} />
        </div>
      )}
      <div className={`${styles.body} ${prose.prose}`} data-text="">
        {children}
      </div>
      <PrintedLinks origin={origin} />
    </article>
  )
}
