/** Each attribute as written, and its name in the tree of the page. */
type ElementRule = {
  attributes: Readonly<Record<string, string>>
  /** `phrase`: stands in a line of text and holds none but text. */
  kind: 'phrase' | 'block'
  /** Holds nothing: written as `<br />`. */
  isEmpty?: boolean
  within?: readonly string[]
  /** The only tags it may hold, and no text. */
  holds?: readonly string[]
}

const everywhere = { id: 'id', lang: 'lang', dir: 'dir', title: 'title' }

const phrase = (attributes: Record<string, string> = {}): ElementRule => ({ attributes, kind: 'phrase' })
const block = (attributes: Record<string, string> = {}): ElementRule => ({ attributes, kind: 'block' })
const inside = (within: string[], rule: ElementRule): ElementRule => ({ ...rule, within })
const only = (holds: string[], rule: ElementRule): ElementRule => ({ ...rule, holds })
const empty = (rule: ElementRule): ElementRule => ({ ...rule, isEmpty: true })

const cell = {
  colspan: 'colSpan',
  colSpan: 'colSpan',
  rowspan: 'rowSpan',
  rowSpan: 'rowSpan',
  headers: 'headers',
}
const time = { datetime: 'dateTime', dateTime: 'dateTime' }

const elements: Readonly<Record<string, ElementRule>> = {
  a: phrase({ href: 'href', hreflang: 'hrefLang', hrefLang: 'hrefLang', rel: 'rel' }),
  abbr: phrase(),
  b: phrase(),
  bdi: phrase(),
  bdo: phrase(),
  blockquote: block({ cite: 'cite' }),
  br: empty(phrase()),
  caption: inside(['table'], phrase()),
  cite: phrase(),
  code: phrase(),
  dd: inside(['dl'], block()),
  del: phrase({ cite: 'cite', ...time }),
  details: block({ open: 'open' }),
  dfn: phrase(),
  div: block(),
  dl: only(['dt', 'dd'], block()),
  dt: inside(['dl'], phrase()),
  em: phrase(),
  hr: empty(block()),
  i: phrase(),
  img: empty(phrase({ src: 'src', alt: 'alt', width: 'width', height: 'height' })),
  ins: phrase({ cite: 'cite', ...time }),
  kbd: phrase(),
  li: inside(['ul', 'ol'], block({ value: 'value' })),
  mark: phrase(),
  ol: only(['li'], block({ start: 'start', reversed: 'reversed' })),
  pre: block(),
  q: phrase({ cite: 'cite' }),
  rp: inside(['ruby'], phrase()),
  rt: inside(['ruby'], phrase()),
  ruby: phrase(),
  s: phrase(),
  samp: phrase(),
  small: phrase(),
  span: phrase(),
  strong: phrase(),
  sub: phrase(),
  summary: inside(['details'], phrase()),
  sup: phrase(),
  table: only(['caption', 'thead', 'tbody', 'tfoot', 'tr'], block()),
  tbody: inside(['table'], only(['tr'], block())),
  td: inside(['tr'], block(cell)),
  tfoot: inside(['table'], only(['tr'], block())),
  th: inside(['tr'], block({ ...cell, scope: 'scope', abbr: 'abbr' })),
  thead: inside(['table'], only(['tr'], block())),
  time: phrase(time),
  tr: inside(['table', 'thead', 'tbody', 'tfoot'], only(['td', 'th'], block())),
  u: phrase(),
  ul: only(['li'], block()),
  var: phrase(),
  wbr: empty(phrase()),
}

export function elementRule(name: string): ElementRule | undefined {
  return Object.hasOwn(elements, name) ? elements[name] : undefined
}

export function propertyOf(element: string, attribute: string): string | undefined {
  const own = elementRule(element)?.attributes ?? {}
  if (Object.hasOwn(own, attribute)) return own[attribute]
  return Object.hasOwn(everywhere, attribute) ? everywhere[attribute as keyof typeof everywhere] : undefined
}

export function wordsOf(property: string): readonly string[] | undefined {
  return Object.hasOwn(words, property) ? words[property] : undefined
}

const words: Readonly<Record<string, readonly string[]>> = {
  dir: ['ltr', 'rtl', 'auto'],
  scope: ['row', 'col', 'rowgroup', 'colgroup'],
}

export const elementNames: readonly string[] = Object.keys(elements)

export function attributesOf(element: string): string[] {
  return [...Object.keys(elementRule(element)?.attributes ?? {}), ...Object.keys(everywhere)]
}

export function insteadOfElement(name: string): string | undefined {
  return Object.hasOwn(instead, name) ? instead[name] : undefined
}

const heading = 'write a heading with number signs: ## for a section, ### within it'
const program = 'an article holds no programs'
const embed = 'link to it instead: [text](https://…)'
const instead: Readonly<Record<string, string>> = {
  h1: 'the title of the page is its h1: write ## for a section',
  h2: heading,
  h3: heading,
  h4: heading,
  h5: heading,
  h6: heading,
  p: 'leave it out: an empty line makes a paragraph',
  center: 'leave it out: the design places the text',
  font: 'leave it out: the design sets the type',
  figure: 'write <Figure src="…" alt="…" caption="…" />',
  figcaption: 'write <Figure src="…" alt="…" caption="…" />',
  picture: 'write ![what it shows](picture.jpg)',
  source: 'write ![what it shows](picture.jpg)',
  svg: 'save the drawing as a PNG beside the article and write ![what it shows](drawing.png)',
  script: program,
  noscript: program,
  template: program,
  style: 'leave it out: the design is the site’s',
  link: 'leave it out: the design is the site’s',
  meta: 'leave it out: title and description stand in the front matter',
  iframe: embed,
  embed: embed,
  object: embed,
  video: embed,
  audio: embed,
  form: 'leave it out: the page has its own forms',
  input: 'leave it out: the page has its own forms',
  button: 'write a link: [text](address)',
  textarea: 'leave it out: the page has its own forms',
  select: 'leave it out: the page has its own forms',
  strike: 'write ~~text~~',
  tt: 'write `text`',
}
