import type { Article, Author } from '#lib/articles/article.ts'
import { ArticleList } from './article-list.tsx'
import { AuthorLinks } from './author-card.tsx'
import styles from './author-page.module.css'
import { Picture } from './picture.tsx'

/** One author and everything they have written here. */
export function AuthorPage({ author, articles }: { author: Author; articles: readonly Article[] }) {
  return (
    <>
      <header className={styles.header}>
        {author.picture && <Picture className={styles.picture} picture={author.picture} sizes="11rem" lead />}
        <div className={styles.words}>
          <h1 className={styles.name}>{author.name}</h1>
          {author.role && <p className={styles.role}>{author.role}</p>}
          {author.bio && <p className={styles.bio}>{author.bio}</p>}
          <AuthorLinks author={author} />
        </div>
      </header>
      <ArticleList articles={articles} empty={`Nothing by ${author.name} has been published yet.`} />
    </>
  )
}
