import type { Article } from '#lib/content/article.ts'
import type { ArrangedSection } from '#lib/content/front-page.ts'
import { inLanguage } from '#lib/lang.ts'
import { site } from '#lib/site.ts'
import { typeset } from '#lib/typeset.ts'
import { Byline } from './byline.tsx'
import styles from './front-sections.module.css'
import { Picture } from './picture.tsx'

/** The first of each stands large, with its picture; the others beside it, by what they are called. */
export function FrontSections({ sections }: { sections: readonly ArrangedSection[] }) {
  return sections.map(({ title, path, articles: [first, ...others] }, index) => (
    <section key={first?.slug} className={styles.section} aria-labelledby={`front-${index + 1}`}>
      <h2 className={styles.heading} id={`front-${index + 1}`}>
        {path ? <a href={path}>{typeset(title, site.lang)}</a> : typeset(title, site.lang)}
      </h2>
      <div className={others.length ? styles.several : styles.one}>
        {first && <First article={first} />}
        {others.length > 0 && (
          <div className={styles.others}>
            {others.map((article) => (
              <article key={article.slug} className={styles.item} {...inLanguage(article.lang)}>
                <Title article={article} />
                <Summary article={article} />
                <Byline article={article} short />
              </article>
            ))}
          </div>
        )}
      </div>
    </section>
  ))
}

function First({ article }: { article: Article }) {
  return (
    <article className={article.image ? styles.first : styles.bare} {...inLanguage(article.lang)}>
      {article.image && (
        <Picture
          className={styles.picture}
          picture={{ ...article.image, alt: '' }}
          sizes="(min-width: 40rem) min(38vw, 34rem), 92vw"
        />
      )}
      <div className={styles.words}>
        <Title article={article} />
        <Summary article={article} />
        <Byline article={article} short />
      </div>
    </article>
  )
}

function Summary({ article: { description, lang } }: { article: Article }) {
  return description && <p className={styles.summary}>{typeset(description, lang)}</p>
}

function Title({ article }: { article: Article }) {
  return (
    <h3 className={styles.title}>
      <a href={article.path}>{typeset(article.title, article.lang)}</a>
    </h3>
  )
}
