import { decoded } from '#lib/content/path.ts'
import { topicSlug } from '#lib/content/topic.ts'
import { plainLine } from '../plain-text.ts'
import type { Report } from '../report.ts'
import type { OldSite } from './old-site.ts'
import type { Node } from './read-xml.ts'

/** What the old program calls a text that was put nowhere. */
const nowhere =
  /^(?:uncategori[sz]ed|non-classe|sin-categoria|senza-categoria|sem-categoria|geen-categorie|未分类|غير-مصنف)$/

const ofTopics = new Set(['category', 'post_tag', 'tag', ''])

/** Read elsewhere: who wrote it, and in which languages it is there. */
const ofTexts = new Set(['author', 'language', 'post_translations'])

/** Categories and tags, of which one may be named in both, and twice in old versions. */
export function topicsOf(item: Node, site: OldSite, report: Report): string[] {
  const topics = new Map<string, string>()
  for (const { name, text, attributes } of item.children) {
    if (name !== 'category') continue
    const { domain = '', nicename = '' } = attributes
    const label = plainLine(text)
    if (!ofTopics.has(domain)) {
      if (!ofTexts.has(domain)) report.add('left-out', `terms of the kind ${domain}`, item.place, label)
      continue
    }
    const slug = topicSlug(label)
    if (!slug || nowhere.test(decoded(nicename) || slug)) continue
    if (!topics.has(slug)) topics.set(slug, label)
    site.topicUsed(domain === 'category' || domain === '' ? 'category' : 'tag', nicename, slug)
  }
  return [...topics.values()]
}
