import type { Article } from '#lib/content/article.ts'
import { inLanguage } from '#lib/lang.ts'
import { typeset } from '#lib/typeset.ts'
import { words } from '#lib/words/words.ts'
import styles from './article-list.module.css'
import { Day } from './day.tsx'
import { type Pages, Pagination } from './pagination.tsx'
import { Phrase } from './phrase.ts'
import { SmallPicture } from './picture.tsx'
import { TopicsLine } from './topics-line.tsx'

/** Rows above the fold. */
const seenAtOnce = 3

type Props = {
  articles: readonly Article[]
  /** Said when there are none. */
  empty?: string
  pages?: Pages
  /** Whose list it is: an article of theirs alone does not say so again. */
  author?: string
  /** Which topic's list it is, by its slug: no article says so again. */
  topic?: string
}

/** Articles in the order given: the date in the rail, the text, the topics in the margin. */
export function ArticleList({ articles, empty = words()('list.empty'), pages, author, topic }: Props) {
  if (!articles.length) return <p className={styles.empty}>{empty}</p>
  return (
    <>
      <ol className={styles.list}>
        {articles.map((article, index) => (
          <li key={article.slug} className={article.image ? `${styles.row} ${styles.pictured}` : styles.row}>
            <p className={styles.date}>
              <Day moment={article.date} />
            </p>
            {article.image && (
              <SmallPicture className={styles.picture} picture={article.image} isFirst={index < seenAtOnce} />
            )}
            <div className={styles.words} {...inLanguage(article.lang)}>
              <h2 className={styles.title}>
                <a href={article.path}>{typeset(article.title, article.lang)}</a>
              </h2>
              {article.description && (
                <p className={styles.description}>{typeset(article.description, article.lang)}</p>
              )}
              {article.authors.some(({ id }) => id !== author) && (
                <p className={styles.by}>
                  <Phrase
                    of={words(article.lang).list(
                      article.authors.map(({ id, name }) => <bdi key={id}>{name}</bdi>),
                    )}
                  />
                </p>
              )}
            </div>
            <div className={styles.topics} {...inLanguage(article.lang)}>
              <TopicsLine topics={article.topics.filter(({ slug }) => slug !== topic)} />
            </div>
          </li>
        ))}
      </ol>
      {pages && <Pagination {...pages} />}
    </>
  )
}
