import type { ReactNode } from 'react'
import type { Article } from '#lib/content/article.ts'
import { unpacked } from '#lib/content/headings.ts'
import { inLanguage } from '#lib/lang.ts'
import type { Moment } from '#lib/time/moment.ts'
import { typeset } from '#lib/typeset.ts'
import type { Words } from '#lib/words/words.ts'
import prose from './article-body/prose.module.css'
import styles from './article-view.module.css'
import { AuthorCard } from './author-card.tsx'
import { Byline } from './byline.tsx'
import { Contents, hasContents } from './contents.tsx'
import { Day } from './day.tsx'
import { Phrase } from './phrase.ts'
import { Picture } from './picture.tsx'
import { PrintedLinks } from './printed-links.tsx'
import { SiteWords } from './site-words.ts'
import { TopicsLine } from './topics-line.tsx'
import { Translations } from './translations.tsx'

type Props = {
  article: Article
  /** Canonical address, for the printed leaflet. */
  url: string
  /** Of the site's addresses, for the same. */
  origin?: string
  /** The body, rendered with `articleComponents`. */
  children: ReactNode
  /** A ShareBar; none where there is nothing to share yet. */
  share?: ReactNode
  /** Which part of what it is. */
  series?: ReactNode
  /** The same article in other languages. */
  translations?: readonly { lang: string; path: string }[]
  /** The series, what is related, replies, then the forms. */
  after?: ReactNode
}

/** An article: header, picture, contents, body, share links, authors, and what follows. */
export function ArticleView({
  article,
  url,
  origin = '',
  children,
  share,
  series,
  translations = [],
  after,
}: Props) {
  const { title, description, isOpening, topics, image, authors, lang } = article
  const headings = unpacked(article.headings)
  const told = authors.flatMap((author) => (author.path !== undefined && author.bio ? [author] : []))
  return (
    <>
      <article className={styles.article} {...inLanguage(lang)}>
        <header className={styles.header}>
          <TopicsLine topics={topics} />
          <h1 className={title.length > 90 ? styles.longTitle : styles.title}>{typeset(title, lang)}</h1>
          {!isOpening && <p className={styles.standfirst}>{typeset(description, lang)}</p>}
          <Byline article={article} />
          {series}
          <Translations className={styles.translations} lang={lang} versions={translations} />
        </header>
        {image && (
          <Picture
            className={styles.picture}
            picture={image}
            sizes="(min-width: 76rem) min(67vw, 65rem), (min-width: 40rem) 36rem, 92vw"
            lead
          />
        )}
        {hasContents(headings) && (
          <div className={styles.contents}>
            <Contents headings={headings} lang={lang} />
          </div>
        )}
        <div className={`${styles.body} ${prose.prose}`} data-text="">
          {children}
        </div>
        <PrintedLinks origin={origin} />
        {share && <div className={styles.share}>{share}</div>}
        {told.length > 0 && (
          <div className={styles.authors}>
            {told.map((author) => (
              <AuthorCard key={author.id} author={author} within={lang} />
            ))}
          </div>
        )}
        <p className={styles.leaflet}>
          <SiteWords within={lang}>
            {(t) => (
              <>
                {url}
                <br />
                <Phrase of={published(article, t)} />
              </>
            )}
          </SiteWords>
        </p>
      </article>
      {after}
    </>
  )
}

function published({ date, reviewed }: Article, t: Words) {
  const on = (moment: Moment) => () => <Day moment={moment} lang={t.lang} />
  return reviewed
    ? t.rich('article.published-reviewed', { day: on(date), reviewed: on(reviewed) })
    : t.rich('article.published', { day: on(date) })
}
