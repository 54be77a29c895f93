import { site as ownSite } from '#lib/site.ts'
import { languageTag } from './language.ts'
import type { SiteItem, TextItem } from './model.ts'
import type { Report } from './report.ts'

type Seen = Pick<TextItem, 'key' | 'kind' | 'draft' | 'place' | 'lang' | 'translationKey'>

type Placed = { address: string; translations?: Readonly<Record<string, string>> }

/** Each article names the same text in other languages; one that is no public article is named by none. */
export function placeTranslations(
  seen: Iterable<Seen>,
  texts: Map<string, Placed>,
  site: SiteItem,
  report: Report,
): void {
  const groups = new Map<string, { text: Placed; lang: string; of: Seen }[]>()
  for (const of of seen) {
    const text = texts.get(of.key)
    if (!text || !of.translationKey || of.draft || of.kind !== 'article') continue
    const lang = languageTag(of.lang) ?? languageTag(site.lang) ?? ownSite.lang
    groups.set(of.translationKey, [...(groups.get(of.translationKey) ?? []), { text, lang, of }])
  }
  for (const group of groups.values())
    for (const { text, lang, of } of group) {
      const others = group.filter((one) => one.lang !== lang)
      if (!others.length) continue
      text.translations = Object.fromEntries(others.map((one) => [one.lang, one.text.address]))
      report.add(
        'taken',
        'articles with their translations',
        of.place,
        Object.keys(text.translations).join(', '),
      )
    }
}
