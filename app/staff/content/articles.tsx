import { ArticleTitle } from '#components/article-title.tsx'
import desk from '#components/desk/desk.module.css'
import type { Notice } from './notices.ts'

/** Articles that staff should know of, and why. */
export function Articles({ articles }: { articles: readonly Notice[] }) {
  return (
    <ul className={desk.rows}>
      {articles.map(({ path, link, why, ...article }) => (
        <li key={path}>
          <p>
            <a href={path}>
              <ArticleTitle article={article} />
            </a>
          </p>
          <p className={desk.quiet}>
            {why}
            {link && <> · {link}</>}
          </p>
        </li>
      ))}
    </ul>
  )
}
