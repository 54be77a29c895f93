import type { Article, Library } from './article.ts'
import { articleNow } from './article-now.ts'
import type { FrontSection } from './organisation/front.ts'
import { seriesNamed } from './series-named.ts'
import { topicSlug } from './topic.ts'

export type ArrangedSection = {
  title: string
  /** Where all of them stand. */
  path?: string
  articles: readonly Article[]
}

type Shelf = Pick<Library, 'articles' | 'article' | 'lead' | 'topic' | 'seriesNames' | 'front'>

/** Below the lead each article stands once, in the first section that has it. */
export function frontSections(library: Shelf): ArrangedSection[] {
  const lead = library.lead()
  const shown = new Set(lead ? [lead.slug] : [])
  return library.front().flatMap((section) => {
    const { articles, ...named } = found(section, library)
    const own = first(section.limit, articles, ({ slug }) => !shown.has(slug))
    for (const { slug } of own) shown.add(slug)
    return own.length ? [{ title: section.title, ...named, articles: own }] : []
  })
}

/** A topic may have many thousand. */
export function first(
  most: number,
  articles: readonly Article[],
  isIn: (one: Article) => boolean,
): Article[] {
  const some: Article[] = []
  for (const article of articles) {
    if (some.length === most) break
    if (isIn(article)) some.push(article)
  }
  return some
}

function found(section: FrontSection, library: Shelf): Omit<ArrangedSection, 'title'> {
  if ('topic' in section) {
    const topic = library.topic(topicSlug(section.topic))
    return topic ? { path: topic.path, articles: library.articles({ topic: topic.slug }) } : { articles: [] }
  }
  if ('series' in section) {
    const series = seriesNamed(section.series, library.seriesNames())
    return { articles: series === undefined ? [] : library.articles({ series }) }
  }
  const named = section.articles.flatMap((slug) => articleNow(library, slug) ?? [])
  return { articles: [...new Set(named)] }
}
