import type { Author } from '#lib/articles/article.ts'
import styles from './author-card.module.css'
import { Picture } from './picture.tsx'

/** Who wrote it: picture, name, role, a few words. */
export function AuthorCard({ author }: { author: Author }) {
  return (
    <div className={styles.card}>
      {author.picture && <Picture className={styles.picture} picture={author.picture} sizes="5rem" />}
      <div className={styles.words}>
        <p className={styles.name}>
          <a href={author.path}>{author.name}</a>
        </p>
        {author.role && <p className={styles.role}>{author.role}</p>}
        {author.bio && <p className={styles.bio}>{author.bio}</p>}
        <AuthorLinks author={author} />
      </div>
    </div>
  )
}

/** Where else an author is found. */
export function AuthorLinks({ author }: { author: Author }) {
  if (!author.links.length) return null
  return (
    <ul className={styles.links}>
      {author.links.map((link) => (
        <li key={link.href}>
          <a href={link.href} rel={link.href.startsWith('http') ? 'me noopener noreferrer' : undefined}>
            {link.label}
          </a>
        </li>
      ))}
    </ul>
  )
}
