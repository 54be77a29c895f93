import type { Author } from '#lib/content/article.ts'
import { site } from '#lib/site.ts'
import styles from './author-card.module.css'
import { Picture } from './picture.tsx'

type Props = {
  author: Author
  /** Language of the text around, BCP 47. */
  within: string
}

/** Who wrote it: picture, name, role, a few words, which are in the site's language whatever the article's is. */
export function AuthorCard({ author, within }: Props) {
  return (
    <div className={styles.card} lang={within === site.lang ? undefined : site.lang}>
      {author.picture && <Picture className={styles.picture} picture={author.picture} sizes="5rem" />}
      <div className={styles.words}>
        <p className={styles.name}>
          <a href={author.path}>
            <bdi>{author.name}</bdi>
          </a>
        </p>
        <AuthorWords author={author} styles={styles} />
      </div>
    </div>
  )
}

/** Role, a few words, and where else an author is found. */
export function AuthorWords({
  author,
  styles,
}: Pick<Props, 'author'> & { styles: Readonly<Record<string, string>> }) {
  const { role, bio } = author
  return (
    <>
      {role && (
        <p className={styles.role}>
          <bdi>{role}</bdi>
        </p>
      )}
      {bio && (
        <p className={styles.bio} dir="auto">
          {bio}
        </p>
      )}
      <AuthorLinks author={author} />
    </>
  )
}

function AuthorLinks({ author }: Pick<Props, 'author'>) {
  if (!author.links.length) return null
  return (
    <ul className={styles.links}>
      {author.links.map((link) => (
        <li key={link.href}>
          <a href={link.href} rel={link.href.startsWith('http') ? 'me noopener noreferrer' : undefined}>
            <bdi>{link.label}</bdi>
          </a>
        </li>
      ))}
    </ul>
  )
}
