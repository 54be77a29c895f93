import type { Article } from '#lib/content/article.ts'
import { inLanguage } from '#lib/lang.ts'
import { typeset } from '#lib/typeset.ts'
import { words } from '#lib/words/words.ts'
import { Day } from './day.tsx'
import { SmallPicture } from './picture.tsx'
import styles from './related-articles.module.css'
import section from './section.module.css'
import { SiteWords } from './site-words.ts'

/** Below an article: the ones nearest to it. Nothing when there are none. */
export function RelatedArticles({ articles }: { articles: readonly Article[] }) {
  if (!articles.length) return null
  return (
    <section className={section.section} aria-labelledby="related_title">
      <h2 className={section.heading} id="related_title">
        {words()('article.related')}
      </h2>
      <ul className={styles.list}>
        {articles.map((article) => (
          <li key={article.slug} className={styles.item} {...inLanguage(article.lang)}>
            <div>
              <a className={styles.title} href={article.path}>
                {typeset(article.title, article.lang)}
              </a>
              {article.description && (
                <p className={styles.description}>{typeset(article.description, article.lang)}</p>
              )}
              <p className={styles.date}>
                <SiteWords within={article.lang}>
                  {(t) => <Day moment={article.date} lang={t.lang} />}
                </SiteWords>
              </p>
            </div>
            {article.image && <SmallPicture className={styles.picture} picture={article.image} />}
          </li>
        ))}
      </ul>
    </section>
  )
}
