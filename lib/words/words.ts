import { IntlMessageFormat } from 'intl-messageformat'
import { directionOf } from '#lib/lang.ts'
import { site } from '#lib/site.ts'
import { typeset } from '#lib/typeset.ts'
import { changedWords } from './changed.ts'
import { type Catalogue, catalogues, type Language, languages, type WordKey } from './languages.ts'
import type { ValueNames } from './value-names.ts'

export type { WordKey } from './languages.ts'

type Value = string | number
type Values<Key extends WordKey> = Record<ValueNames<Catalogue[Key]>, Value>
type Given<Key extends WordKey> = ValueNames<Catalogue[Key]> extends never ? [] : [values: Values<Key>]

/** What stands between `<tag>` and `</tag>` is given to the function of this name. */
export type Tags<Node> = Record<string, (children: (string | Node)[]) => Node>

export type Words = {
  <Key extends WordKey>(key: Key, ...given: Given<Key>): string
  /** The same with elements in it. @returns text and elements in turn, for `<Phrase>` */
  rich<Node, Key extends WordKey>(key: Key, tags: Tags<Node>, ...given: Given<Key>): (string | Node)[]
  /** `A, B and C`. */
  list<Node>(items: readonly Node[]): (string | Node)[]
  /** BCP 47: the language of these words, with the region that dates and numbers follow. */
  lang: string
}

/**
 * The words of the interface in a language, or in the site's where we have none of that language. One without a region
 * has the site's, if they are the same: days in a list are to be written alike.
 * @param lang BCP 47, such as `fr-CA`; the site's when not given
 */
export function words(lang: string = site.lang): Words {
  const language = languageOf(lang)
  const isSites = !language || (lang === language && language === languageOf(site.lang))
  if (isSites && lang !== site.lang) return words()
  const known = inLanguages.get(lang) ?? make(lang, language ?? 'en')
  inLanguages.set(lang, known)
  return known
}

const inLanguages = new Map<string, Words>()

/** The language of ours that a tag means, if we have it. */
export function languageOf(lang: string): Language | undefined {
  const base = lang.toLowerCase().split('-')[0]
  return languages.find((language) => language === base)
}

function make(lang: string, language: Language): Words {
  const catalogue = catalogues[language]
  const formats = new Map<string, IntlMessageFormat>()
  let lists: Intl.ListFormat | undefined
  const isolate = directionOf(lang) === 'rtl' ? (value: Value) => isolated(value) : (value: Value) => value

  function format<Node>(
    key: WordKey,
    values: Record<string, Value | Tags<Node>[string]> = {},
  ): string | Node | (string | Node)[] {
    const changed = languageOf(site.lang) === language ? changedWords()[key] : undefined
    const message = typeset(changed ?? catalogue[key], lang)
    if (!/[{}<']/.test(message)) return message
    const known = formats.get(message) ?? new IntlMessageFormat(message, lang)
    formats.set(message, known)
    const inside = Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'function' ? value : isolate(value),
    ])
    return known.format<Node>(Object.fromEntries(inside))
  }

  return Object.assign(
    <Key extends WordKey>(key: Key, ...[values]: Given<Key>): string => String(format(key, values)),
    {
      lang,
      rich<Node, Key extends WordKey>(key: Key, tags: Tags<Node>, ...[values]: Given<Key>) {
        const parts = format<Node>(key, { ...tags, ...values })
        return Array.isArray(parts) ? parts : [parts]
      },
      list<Node>(items: readonly Node[]) {
        lists ??= new Intl.ListFormat(lang)
        const parts = lists.formatToParts(items.map((_, index) => String(index)))
        return parts.map(({ type, value }) => (type === 'element' ? (items[Number(value)] as Node) : value))
      },
    },
  )
}

/**
 * A name in Latin letters would turn the order of an Arabic sentence: Unicode's FIRST STRONG ISOLATE, UAX #9. It does not
 * look into others of its kind: what is put together of them is ours, from right to left.
 */
function isolated(value: Value): Value {
  if (typeof value !== 'string') return value
  return `${value.includes(firstStrong) ? rightToLeft : firstStrong}${value}\u2069`
}

const firstStrong = '\u2068'
const rightToLeft = '\u2067'

// For the pages: see shared.ts.
Object.assign(globalThis, { [Symbol.for('broadsheet.all-words')]: { words, languageOf } })
