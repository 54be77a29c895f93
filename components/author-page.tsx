import type { Article, Author } from '#lib/content/article.ts'
import { words } from '#lib/words/words.ts'
import { ArticleList } from './article-list.tsx'
import { AuthorWords } from './author-card.tsx'
import styles from './author-page.module.css'
import type { Pages } from './pagination.tsx'
import { Picture } from './picture.tsx'

type Props = {
  author: Author
  articles: readonly Article[]
  /** On all pages of them. */
  count: number
  pages?: Pages
}

/** One author and what they have written here, or one page of it. */
export function AuthorPage({ author, articles, count, pages }: Props) {
  const t = words()
  return (
    <>
      <header className={styles.header}>
        {author.picture && <Picture className={styles.picture} picture={author.picture} sizes="11rem" lead />}
        <div className={styles.words}>
          <h1 className={styles.name}>
            <bdi>{author.name}</bdi>
          </h1>
          <AuthorWords author={author} styles={styles} />
          {count > 0 && <p className={styles.count}>{t('list.count', { count })}</p>}
        </div>
      </header>
      <ArticleList
        articles={articles}
        author={author.id}
        empty={t('list.empty-by', { name: author.name })}
        {...(pages && { pages })}
      />
    </>
  )
}
