import type { Element, ElementContent, Root as Page, RootContent } from 'hast'
import { raw } from 'hast-util-raw'
import { sanitize } from 'hast-util-sanitize'
import { defListHastHandlers } from 'mdast-util-definition-list'
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx'
import { type State as HastState, type Options, toHast } from 'mdast-util-to-hast'
import { firstPlace } from '#lib/first-place.ts'
import { componentRule } from './components.ts'
import { kinds } from './elements.ts'
import { type FoundHeading, idProblem, type PlacedHeading, placeHeadings } from './headings.ts'
import { embedOf, isEmbed, linkTo, type Player, playerOf } from './html-embeds.ts'
import { isBlock, validContent } from './html-model.ts'
import { calloutTag, mayCarry, mayStand, schema } from './html-schema.ts'
import { blockTags, fallenParts, knownTags } from './html-told.ts'
import { tooMuchHtml } from './lint/bounds.ts'
import type { Say, Unplaced } from './lint/diagnostic.ts'
import { isTemplate } from './lint/leftovers.ts'
import { linkProblem, schemeOf } from './lint/links.ts'
import { endOf, type Mentions, type Root, startOf, walk } from './mdx-tree.ts'
import { elsewhere, pictureElsewhere } from './pictures-elsewhere.ts'
import { isOfNotes } from './plain-text.ts'

/** How Markdown becomes a page, in both formats. */
export const pageOptions = {
  clobberPrefix: 'note-',
  footnoteLabel: 'Notes',
  footnoteLabelProperties: {},
  handlers: defListHastHandlers,
} satisfies Options

export type HtmlPage = {
  /** Safe. */
  tree: Page
  headings: PlacedHeading[]
  /** Of what is written as HTML. */
  mentions: Mentions
  /** Addresses of pictures that are no files of this site, by their offset. */
  elsewhere: ReadonlyMap<number, string>
  text: string
  problems: Unplaced[]
}

type Given = { titles: readonly (string | undefined)[]; ids: ReadonlyMap<number, string> }

/**
 * Undefined where there is none but comments. What an article does not carry falls away and is told; its text stays.
 *
 * @param tree changed by nothing here
 */
export function readHtml(
  tree: Root,
  source: string,
  { titles, ids }: Given,
): HtmlPage | { problem: Unplaced } | undefined {
  const ranges: Range[] = []
  const values: { value: string; offset: number }[] = []
  walk(tree, (node) => {
    if (node.type !== 'html' || isComment(node.value)) return
    ranges.push([startOf(node), endOf(node)])
    values.push({ value: node.value, offset: startOf(node) })
  })
  if (!ranges.length) return undefined
  const problem = tooMuchHtml(values)
  if (problem) return { problem }

  const problems: Unplaced[] = []
  const say: Say = (ruleId, offset, message) => {
    if (message) problems.push({ ruleId, offset, message })
  }
  const file = { value: source, toString: () => source } as unknown as NonNullable<
    Parameters<typeof raw>[1]
  >['file']
  const handlers = { ...pageOptions.handlers, mdxJsxFlowElement: inDisguise }
  const whole = raw(toHast(tree, { ...pageOptions, handlers, allowDangerousHtml: true }), { file }) as Page
  const state: State = {
    source,
    say,
    isHtml: (node) => isWithin(ranges, node.position?.start.offset),
    mentions: { links: [], pictures: [], anchors: [] },
    elsewhere: new Map(),
    headings: [],
    elements: new Map(),
    ids: [],
    given: ids,
    fallen: fallenParts(),
    isUnwrapped: false,
    lastOffset: 0,
  }
  const children = whole.children.flatMap((child) => kept(child as ElementContent, state, []))
  const found = state.headings.sort((a, b) => a.offset - b.offset)
  const { headings, placement } = placeHeadings(found, titles, say)
  for (const [offset, element] of state.elements) {
    const placed = placement.get(offset)
    if (!placed) element.tagName = leftOut
    else
      Object.assign(element, {
        tagName: `h${placed.level}`,
        properties: { ...element.properties, id: placed.id },
      })
  }
  const taken = new Set(headings.map(({ id }) => id))
  for (const { id, element, offset } of state.ids) {
    if (idProblem(id, taken)) {
      delete element.properties.id
      state.fallen.attribute(`id="${id}"`, offset)
      continue
    }
    taken.add(id)
    state.mentions.anchors.push({ to: id, offset })
  }
  say('html-left-out', state.fallen.first(), state.fallen.message())
  const safe = sanitize({ type: 'root', children }, schema) as Page
  // What was unwrapped may stand where it would not be valid: browsers would mend it each its way.
  const valid = state.isUnwrapped ? (sanitize(raw(safe), schema) as Page) : safe
  const page: Page = { type: 'root', children: inParagraphs(validContent(valid.children, '')) }
  return {
    tree: page,
    headings,
    mentions: state.mentions,
    elsewhere: state.elsewhere,
    text: textIn(page).trim(),
    problems,
  }
}

/** What parses HTML knows no components. */
function inDisguise(state: HastState, node: MdxJsxFlowElement): Element {
  const props = node.attributes.map((one) => (one.type === 'mdxJsxAttribute' ? [one.name, one.value] : []))
  return {
    type: 'element',
    tagName: calloutTag,
    properties: {
      dataComponent: node.name,
      dataProps: JSON.stringify(Object.fromEntries(props)),
    },
    children: state.all(node),
    ...(node.position && { position: node.position }),
  }
}

type Range = readonly [from: number, to: number]

type State = {
  source: string
  say: Say
  isHtml(node: Element): boolean
  mentions: Mentions
  elsewhere: Map<number, string>
  headings: FoundHeading[]
  elements: Map<number, Element>
  ids: { id: string; element: Element; offset: number }[]
  given: ReadonlyMap<number, string>
  fallen: ReturnType<typeof fallenParts>
  isUnwrapped: boolean
  lastOffset: number
}

/** No tag of the schema's: what has it falls away with all it holds. */
const leftOut = 'script'

function isComment(html: string): boolean {
  return html.replace(/<!--[\s\S]*?-->/g, '').trim() === ''
}

function isWithin(ranges: readonly Range[], offset: number | undefined): boolean {
  // What the parser added by itself is no one's.
  if (offset === undefined) return false
  const next = firstPlace(ranges.length, (place) => (ranges[place]?.[0] ?? 0) > offset)
  const [, to = 0] = ranges[next - 1] ?? []
  return offset < to
}

/** What stands in place of a node. @param around tags, the nearest last */
function kept(node: ElementContent | RootContent, state: State, around: readonly string[]): ElementContent[] {
  if (node.type === 'text') return [node]
  if (node.type !== 'element') return []
  const offset = node.position?.start.offset ?? state.lastOffset
  state.lastOffset = offset
  const isHtml = state.isHtml(node)
  const { tagName } = node
  if (tagName === 'input' && !isHtml) return [{ type: 'text', value: node.properties.checked ? '☑' : '☐' }]
  if (isHtml) {
    const instead = insteadOf(node, offset, state, around)
    if (instead) return instead
  }
  const alone = tagName === 'p' ? embedAlone(node) : undefined
  if (alone && !around.some((tag) => isPhrasing(tag))) return kept(alone, state, around)
  const inside = [...around, tagName]
  const children = childrenOf(node).flatMap((child) => kept(child, state, inside))
  if (tagName === 'img') return picture(node, offset, isHtml, state, around)
  const element: Element = { ...node, children }
  if (isHtml) {
    element.properties = attributesOf(node, offset, state)
    if (!mayStand(tagName)) {
      const isForeign = around.includes('svg') || around.includes('math')
      if (!isForeign && !knownTags.has(tagName) && !isClosed(node, state)) {
        // `<gmaxwell>` in a log is no tag, whatever it looks like.
        const typed = tagAt(state.source, offset, tagName)
        state.fallen.word(typed, offset)
        return [{ type: 'text', value: typed }, ...children]
      }
      if (!isForeign) state.fallen.tag(tagName, offset)
      state.isUnwrapped = true
      return blockTags.has(tagName)
        ? [{ type: 'element', tagName: 'div', properties: {}, children }]
        : children
    }
  }
  if (/^h[1-6]$/.test(tagName) && (isHtml || element.properties.id !== 'footnote-label'))
    heading(element, offset, isHtml, state)
  else if (isHtml && typeof element.properties.id === 'string')
    state.ids.push({ id: element.properties.id, element, offset })
  if (isHtml && tagName === 'a') link(element, offset, state)
  return [element]
}

/** Undefined for what is judged by its name and attributes alone. */
function insteadOf(
  node: Element,
  offset: number,
  state: State,
  around: readonly string[],
): ElementContent[] | undefined {
  const { tagName } = node
  if (tagName === 'script' || tagName === 'style') {
    const what = tagName === 'script' ? 'an article holds no programs' : 'the design is the site’s'
    if (isClosed(node, state))
      state.say('html-left-out', offset, `<${tagName}> is left out with all that is in it: ${what}`)
    else
      state.say(
        'html-in-markdown',
        offset,
        `<${tagName}> is never closed, and what follows would be lost with it: remove it, ${what}`,
      )
    return []
  }
  if (isEmbed(tagName)) {
    const shown = embedOf(node)
    if (!shown) {
      state.fallen.tag(tagName, offset)
      return []
    }
    const { to, text } = shown
    const player = around.some((tag) => isPhrasing(tag)) ? undefined : playerOf(node)
    if (player) return [played(player, tagName, offset, state)]
    state.say(
      'embedded',
      offset,
      `<${tagName}> is shown as a link to ${to}: write [what it is](${to}), or leave it so`,
    )
    state.mentions.links.push({ to, offset })
    if (around.includes('a')) return [{ type: 'text', value: text }]
    const link = linkTo(to, text)
    return around.some((tag) => isPhrasing(tag))
      ? [link]
      : [{ type: 'element', tagName: 'p', properties: {}, children: [link] }]
  }
  const typed = state.source.slice(offset + 1, offset + 1 + tagName.length)
  if (componentRule(typed)) {
    const message = `<${typed}> stands in .mdx files: rename the file to .mdx${insteadOfTag(typed)}`
    state.say('html-in-markdown', offset, message)
    return []
  }
  if (around.includes('svg') && unseenInDrawing.has(tagName)) return []
  if (around.includes('math') && /^annotation/.test(tagName)) return []
  if (unseen.has(tagName)) {
    state.fallen.tag(tagName, offset)
    return []
  }
  return undefined
}

/** As a component is in disguise. */
function played(
  { component, props, text, isNamed }: Player,
  tag: string,
  offset: number,
  state: State,
): Element {
  const { src, poster, captions } = props
  if (!isNamed)
    state.say(
      'embedded',
      offset,
      `<${tag}> does not say what it shows: give it title="…", which readers see below it`,
    )
  state.mentions.links.push({ to: src, offset, isSized: true })
  if (captions) state.mentions.links.push({ to: captions, offset })
  if (poster) state.mentions.pictures.push({ to: poster, offset })
  return {
    type: 'element',
    tagName: calloutTag,
    properties: { dataComponent: component, dataProps: JSON.stringify(props) },
    children: [{ type: 'text', value: text }],
  }
}

function insteadOfTag(component: string): string {
  const directive = componentRule(component)?.directive
  if (directive?.isLine) return `, or write ${directive.example}`
  const instead = { Callout: 'note', Details: 'details[What it is about]' }[component] ?? directive?.names[0]
  return instead ? `, or write :::${instead} above the text and ::: below it` : ''
}

const unseenInDrawing: ReadonlySet<string> = new Set(['title', 'desc', 'metadata', 'defs', 'symbol'])
/** They hold what old browsers show in place of what they do not know. */
const unseen: ReadonlySet<string> = new Set(['noembed', 'noframes'])

function isPhrasing(tag: string): boolean {
  return (
    tag === 'p' ||
    /^h[1-6]$/.test(tag) ||
    (!blockTags.has(tag) && !/^(?:li|dd|td|th|div|blockquote|figure|details)$/.test(tag))
  )
}

/** What is in this paragraph with nothing beside it. */
function embedAlone({ children }: Element): Element | undefined {
  const [only, ...others] = children.filter((child) => child.type !== 'text' || child.value.trim())
  return only?.type === 'element' && !others.length && isEmbed(only.tagName) ? only : undefined
}

function childrenOf(node: Element): (ElementContent | RootContent)[] {
  return node.tagName === 'template' && node.content ? node.content.children : node.children
}

/** Whether its end tag stands in the text. */
function isClosed(node: Element, { source }: State): boolean {
  const { start, end } = node.position ?? {}
  if (start?.offset === undefined) return true
  const rest = source.slice(start.offset, end?.offset ?? source.length)
  return new RegExp(`</${node.tagName.replace(/[^\w-]/g, '.')}`, 'i').test(rest)
}

function tagAt(source: string, offset: number, name: string): string {
  const typed = /^<[^<>]*>/.exec(source.slice(offset, offset + 500))?.[0]
  return typed?.toLowerCase().startsWith(`<${name}`) ? typed : `<${name}>`
}

function attributesOf(node: Element, offset: number, state: State): Element['properties'] {
  const own: Element['properties'] = {}
  for (const [property, value] of Object.entries(node.properties)) {
    const isName = property === 'name' && node.tagName === 'a' && node.properties.id === undefined
    if (isName) own.id = String(value)
    else if (mayCarry(node.tagName, property) && mayHold(property, value)) own[property] = value
    else if (node.tagName === 'code' && property === 'className' && Array.isArray(value))
      own[property] = value.map(String)
    else if (mayStand(node.tagName)) state.fallen.attribute(attributeName(property), offset)
  }
  return own
}

function mayHold(property: string, value: unknown): boolean {
  const kind = kinds[property]
  if (kind === 'number') return /^\d{1,5}$/.test(String(value))
  return typeof kind !== 'object' || kind.includes(String(value))
}

function attributeName(property: string): string {
  if (property === 'className') return 'class'
  return /^(?:aria|data)[A-Z]/.test(property)
    ? property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    : property.toLowerCase()
}

function heading(element: Element, offset: number, isHtml: boolean, state: State): void {
  const id = isHtml ? element.properties.id : state.given.get(offset)
  delete element.properties.id
  state.headings.push({
    depth: Number(element.tagName.slice(1)),
    text: textIn(element).replace(/\s+/g, ' ').trim(),
    offset,
    id: typeof id === 'string' ? id : undefined,
    isHtml,
  })
  state.elements.set(offset, element)
}

function link(element: Element, offset: number, state: State): void {
  const { href } = element.properties
  if (typeof href !== 'string') return
  const to = href.trim()
  const scheme = schemeOf(to)
  if (scheme !== undefined && !['http', 'https', 'mailto', 'tel'].includes(scheme)) {
    delete element.properties.href
    state.fallen.attribute(`href="${scheme}:…"`, offset)
    return
  }
  element.properties.href = to.replace(/^[a-z]+:/i, (all) => all.toLowerCase())
  if (isTemplate(to)) return
  if (!textIn(element).trim() && !hasPicture(element))
    state.say('link-text', offset, `the link to "${to}" has no text: write <a href="${to}">text</a>`)
  const message = linkProblem(to)
  state.say('link-address', offset, message)
  if (!message) state.mentions.links.push({ to, offset })
}

function hasPicture({ children }: Element): boolean {
  return children.some((child) => child.type === 'element' && (child.tagName === 'img' || hasPicture(child)))
}

function picture(
  node: Element,
  offset: number,
  isHtml: boolean,
  state: State,
  around: readonly string[],
): ElementContent[] {
  const { src, dataSrc, alt } = node.properties
  const own = isHtml ? attributesOf(node, offset, state) : node.properties
  const to = String((isHtml && typeof dataSrc === 'string' && dataSrc) || src || '').trim()
  const text = typeof alt === 'string' ? alt : ''
  const other = elsewhere(to)
  if (isHtml) {
    state.say(
      'picture-elsewhere',
      offset,
      to ? pictureElsewhere(to) : '<img> names no picture and is left out: write src="…"',
    )
    if (alt === undefined && to)
      state.say(
        'picture-alt',
        offset,
        `the picture has no description: write <img src="${to}" alt="what it shows">, or alt="" where it only decorates`,
      )
    if (to && other) state.elsewhere.set(offset, to)
    else if (to) state.mentions.pictures.push({ to, offset })
    if (typeof own.id === 'string') delete own.id
  }
  if (!to) return text ? [{ type: 'text', value: text }] : []
  if (!other) return [{ ...node, properties: { ...own, src: to, alt: text, loading: 'lazy' }, children: [] }]
  const shown = text || other.name
  return other.to && !around.includes('a')
    ? [linkTo(other.to, shown)]
    : shown
      ? [{ type: 'text', value: shown }]
      : []
}

/** As a reader reads it, blocks apart. */
function textIn(node: Page | ElementContent | RootContent): string {
  if (node.type === 'text') return node.value
  if (!('children' in node)) return ''
  if (node.type === 'element' && isOfNotes(node)) return ''
  const text = node.children.map(textIn).join('')
  if (node.type !== 'element') return text
  if (node.tagName === 'br') return '\n'
  if (node.tagName === 'img') return String(node.properties.alt ?? '')
  return dividesWords.test(node.tagName) ? `\n${text}\n` : text
}

const dividesWords =
  /^(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|table|tr|td|th|caption|blockquote|pre|figure|figcaption|details|summary|section|aside)$/

/** Texts at the top of a page stand in paragraphs of their own, and a paragraph holds something. */
function inParagraphs(children: readonly RootContent[]): RootContent[] {
  const blocks: RootContent[] = []
  let line: ElementContent[] = []
  const flush = () => {
    if (line.some((one) => one.type !== 'text' || one.value.trim())) {
      const [first, ...rest] = line
      const children = first?.type === 'text' ? [{ ...first, value: first.value.trimStart() }, ...rest] : line
      blocks.push({ type: 'element', tagName: 'p', properties: {}, children })
    }
    line = []
  }
  for (const child of children) {
    if (!isBlock(child)) {
      if (child.type === 'text' || child.type === 'element') line.push(child)
      continue
    }
    flush()
    const isEmpty = child.type === 'element' && child.tagName === 'p' && !child.children.length
    if (!isEmpty) blocks.push(child)
  }
  flush()
  return blocks
}
