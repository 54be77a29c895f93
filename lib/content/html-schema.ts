import type { Schema } from 'hast-util-sanitize'
import { attributesEverywhere, elementNames, elementRule, placesOf } from './elements.ts'

/** Stands for a callout or a component until everything else has been made safe; one that is written as HTML becomes a `div` before. */
export const calloutTag = 'aside'

/** In an .mdx file they are written as Markdown, or by a component. */
const further: Readonly<Record<string, readonly string[]>> = {
  figcaption: [],
  figure: [],
  h1: [],
  h2: [],
  h3: [],
  h4: [],
  h5: [],
  h6: [],
  p: [],
}

const own: Readonly<Record<string, readonly string[]>> = Object.fromEntries([
  ...elementNames.map((name) => [name, elementRule(name)?.attributes ?? []] as const),
  ...Object.entries(further),
])

/** What stands in an .md file as HTML. */
export function mayStand(tag: string): boolean {
  return Object.hasOwn(own, tag)
}

export function mayCarry(tag: string, property: string): boolean {
  // A picture is shown in the size it has room for, and the file says what it is of.
  if (tag === 'img' && (property === 'width' || property === 'height')) return false
  return attributesEverywhere.includes(property) || (own[tag] ?? []).includes(property)
}

const footnotes = ['dataFootnoteBackref', 'dataFootnoteRef', 'ariaDescribedBy', 'ariaLabel']

/** GitHub's, narrowed to what an article shows; ids are judged by the linter. */
export const schema: Schema = {
  ancestors: Object.fromEntries(
    Object.keys(own).flatMap((name) => {
      const places = placesOf(name)
      return places ? [[name, [...places]]] : []
    }),
  ),
  attributes: {
    ...Object.fromEntries(Object.entries(own).map(([name, properties]) => [name, [...properties]])),
    '*': [...attributesEverywhere],
    a: [...(own.a ?? []), ...footnotes, ['className', 'data-footnote-backref']],
    code: [['className', /^language-./]],
    h2: [['className', 'sr-only']],
    img: [...(own.img ?? []), ['loading', 'lazy']],
    li: ['value', ['className', 'task-list-item']],
    section: ['dataFootnotes', ['className', 'footnotes']],
    td: [...(own.td ?? []), 'align'],
    th: [...(own.th ?? []), 'align'],
    ul: [['className', 'contains-task-list']],
    ol: [...(own.ol ?? []), ['className', 'contains-task-list']],
    [calloutTag]: ['dataKind', 'dataTitle', 'dataComponent', 'dataProps'],
  },
  clobber: [],
  clobberPrefix: '',
  protocols: {
    cite: ['http', 'https'],
    href: ['http', 'https', 'mailto', 'tel'],
    // A picture is a file of this site: no scheme is right.
    src: ['none'],
  },
  required: {},
  strip: ['script', 'style'],
  tagNames: [...Object.keys(own), 'section', calloutTag],
  allowComments: false,
  allowDoctypes: false,
}
