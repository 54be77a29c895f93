import { byName } from './nearest.ts'

type ElementRule = {
  /** As in the tree of the page; written so, or in small letters. */
  attributes: readonly string[]
  /** `phrase`: stands in a line of text and holds none but text. */
  kind: 'phrase' | 'block'
  /** Holds nothing: written as `<br />`. */
  isEmpty?: boolean
  within?: readonly string[]
  /** The only tags it may hold, and no text. */
  holds?: readonly string[]
}

export const attributesEverywhere: readonly string[] = ['id', 'lang', 'dir', 'title']

const phrase = (...attributes: string[]): ElementRule => ({ attributes, kind: 'phrase' })
const block = (...attributes: string[]): ElementRule => ({ attributes, kind: 'block' })
const inside = (within: string[], rule: ElementRule): ElementRule => ({ ...rule, within })
const only = (holds: string[], rule: ElementRule): ElementRule => ({ ...rule, holds })
const empty = (rule: ElementRule): ElementRule => ({ ...rule, isEmpty: true })

const cell = ['colSpan', 'rowSpan', 'headers']
const plainPhrases =
  'abbr b bdi bdo cite code dfn em i kbd mark ruby s samp small span strong sub sup u var'.split(' ')

const elements: Readonly<Record<string, ElementRule>> = {
  ...Object.fromEntries(plainPhrases.map((name) => [name, phrase()])),
  a: phrase('href', 'hrefLang', 'rel'),
  blockquote: block('cite'),
  br: empty(phrase()),
  caption: inside(['table'], phrase()),
  dd: inside(['dl'], block()),
  del: phrase('cite', 'dateTime'),
  details: block('open'),
  div: block(),
  dl: only(['dt', 'dd'], block()),
  dt: inside(['dl'], phrase()),
  hr: empty(block()),
  img: empty(phrase('src', 'alt', 'width', 'height')),
  ins: phrase('cite', 'dateTime'),
  li: inside(['ul', 'ol'], block('value')),
  ol: only(['li'], block('start', 'reversed')),
  pre: block(),
  q: phrase('cite'),
  rp: inside(['ruby'], phrase()),
  rt: inside(['ruby'], phrase()),
  summary: inside(['details'], phrase()),
  table: only(['caption', 'thead', 'tbody', 'tfoot', 'tr'], block()),
  tbody: inside(['table'], only(['tr'], block())),
  td: inside(['tr'], block(...cell)),
  tfoot: inside(['table'], only(['tr'], block())),
  th: inside(['tr'], block(...cell, 'scope', 'abbr')),
  thead: inside(['table'], only(['tr'], block())),
  time: phrase('dateTime'),
  tr: inside(['table', 'thead', 'tbody', 'tfoot'], only(['td', 'th'], block())),
  ul: only(['li'], block()),
  wbr: empty(phrase()),
}

export const elementNames: readonly string[] = Object.keys(elements).sort()

/** What an element may stand in directly; undefined for one that may stand anywhere. */
export function placesOf(name: string): readonly string[] | undefined {
  return name === 'figcaption' ? ['figure'] : elementRule(name)?.within
}

export function elementRule(name: string): ElementRule | undefined {
  return Object.hasOwn(elements, name) ? elements[name] : undefined
}

export function propertyOf(element: string, attribute: string): string | undefined {
  const properties = [...(elementRule(element)?.attributes ?? []), ...attributesEverywhere]
  return properties.find((one) => one === attribute || one.toLowerCase() === attribute)
}

/** As they may be written. */
export function attributesOf(element: string): string[] {
  const properties = [...(elementRule(element)?.attributes ?? []), ...attributesEverywhere]
  return properties.flatMap((one) => [...new Set([one.toLowerCase(), one])])
}

export type Kind = 'address' | 'picture' | 'id' | 'number' | 'switch' | readonly string[]

/** What attributes hold that hold not just any text. */
export const kinds: Readonly<Record<string, Kind | undefined>> = {
  href: 'address',
  cite: 'address',
  src: 'picture',
  id: 'id',
  colSpan: 'number',
  rowSpan: 'number',
  start: 'number',
  value: 'number',
  width: 'number',
  height: 'number',
  open: 'switch',
  reversed: 'switch',
  dir: ['ltr', 'rtl', 'auto'],
  scope: ['row', 'col', 'rowgroup', 'colgroup'],
}

export function insteadOfElement(name: string): string | undefined {
  return instead.get(name)
}

const instead = byName({
  'the title of the page is its h1: write ## for a section': 'h1',
  'write a heading with number signs: ## for a section, ### within it': 'h2 h3 h4 h5 h6',
  'leave it out: an empty line makes a paragraph': 'p',
  'leave it out: the design places the text': 'center',
  'leave it out: the design sets the type': 'font',
  'write <Figure src="…" alt="…" caption="…" />': 'figure figcaption',
  'write ![what it shows](picture.jpg)': 'picture source',
  'save the drawing as a PNG beside the article and write ![what it shows](drawing.png)': 'svg',
  'an article holds no programs': 'script noscript template',
  'leave it out: the design is the site’s': 'style link',
  'leave it out: title and description stand in the front matter': 'meta',
  'write <Video src="…">what it shows</Video>': 'video',
  'write <Audio src="…">what is heard</Audio>': 'audio',
  'link to it instead, or write <Video src="https://…">what it shows</Video>': 'iframe embed object',
  'leave it out: the page has its own forms': 'form input textarea select',
  'write a link: [text](address)': 'button',
  'write ~~text~~': 'strike',
  'write `text`': 'tt',
})
