import type { Article, Identity } from './article.ts'
import { withoutFile } from './article-state.ts'
import { slugIn } from './file-paths.ts'
import { encodedPath } from './path.ts'
import type { Snapshot } from './snapshot.ts'

type Named = Pick<Article, 'slug' | 'redirectFrom'>

type Index = Pick<Snapshot, 'articles' | 'redirects'>

/** See docs/decisions/0017-identity.md. */
export function identityOf(article: Named, index: Index): Identity {
  const addresses = addressesOf(article)
  const [oldest = article.slug] = addresses
  const { number, isLast } = placeOf(article, oldest, index)
  // Its own address first: what is new is kept under it.
  const keys = [...new Set([article.slug, ...addresses])].flatMap((slug) => {
    const own = placeOf(article, slug, index)
    // What was left to a second article falls to the first one when they are one again.
    return [keyOf(slug, own.number), ...(own.isLast ? [keyOf(slug, own.number + 1)] : [])]
  })
  const path = encodedPath(`/articles/${oldest}`) + (number > 1 ? `#${number}` : '')
  return { name: keyOf(oldest, number), path, isAddress: isLast, keys }
}

export function keptUnder(key: string, index: Index): Article | undefined {
  const [slug = '', number = '1'] = key.split('#')
  const all = holders(slug, index)
  return (all[Number(number) - 1] ?? all.at(-1))?.[0]
}

/** By date; while it is renamed an article stands at two addresses, and is one. */
function holders(slug: string, { articles, redirects }: Index): Article[][] {
  const former = (redirects.get(`/articles/${slug}`) ?? []).filter((by) => by.startsWith('articles/'))
  const slugs = new Set([...former.map(slugIn), slug])
  const one: Article[][] = []
  const all = [...slugs].flatMap((one) => articles.get(one) ?? [])
  for (const article of all.sort((a, b) => a.date.at - b.date.at)) {
    const before = one.find(([first]) => first && isCopy(first, article))
    if (before) before.push(article)
    else one.push([article])
  }
  return one
}

function placeOf(article: Named, slug: string, index: Index): { number: number; isLast: boolean } {
  const all = holders(slug, index)
  const place = all.findIndex((same) => same.some((one) => one.slug === article.slug))
  return { number: Math.max(0, place) + 1, isLast: place === all.length - 1 }
}

function isCopy(a: Article, b: Article): boolean {
  const text = (article: Article) => {
    const { slug: _, path: __, redirectFrom: ___, image: ____, ...rest } = withoutFile(article)
    return JSON.stringify(rest)
  }
  return a.date.at === b.date.at && text(a) === text(b)
}

/** Oldest first. */
export function addressesOf({ slug, redirectFrom }: Named): string[] {
  const former = redirectFrom.flatMap((path) => /^\/articles\/([^/]+)$/.exec(path)?.[1] ?? [])
  return [...new Set([...former, slug])]
}

function keyOf(slug: string, number: number): string {
  return number > 1 ? `${slug}#${number}` : slug
}
