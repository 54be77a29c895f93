import type { Library } from '#lib/content/article.ts'
import { encodedPath } from '#lib/content/path.ts'
import { site } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'
import { type Reply, slugThen } from './reply.ts'

/** The article that a reply belongs to as it is now, whether readers see it or not. */
export function articleOf(
  { library }: { library: Pick<Library, 'keeping'> },
  reply: Pick<Reply, 'article'>,
): { title: string; lang: string; path: string; slug: string } {
  const found = library.keeping(reply.article)
  if (found) return found
  const slug = slugThen(reply)
  const title = words()('desk-reply.no-article', { slug })
  return { title, lang: site.lang, path: encodedPath(`/articles/${slug}`), slug }
}
