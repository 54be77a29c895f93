import type { Element, ElementContent, Root } from 'hast'
import rehypeParse from 'rehype-parse'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import type { Tell } from '../local.ts'

const reader = unified().use(rehypeParse, { fragment: true }).use(rehypeStringify)

const dropped = /^kg-(?:signup-card|paywall|email-card|cta-bg-none-hidden)$/

/** Cards as Ghost showed them become what they say: boxes, details, links, figures. */
export function withoutCards(html: string, tell: Tell): string {
  if (!html.includes('kg-')) return html
  const tree: Root = reader.parse(html)
  tree.children = ofAll(tree.children as ElementContent[], tell)
  return reader.stringify(tree)
}

function ofAll(children: readonly ElementContent[], tell: Tell): ElementContent[] {
  return children.flatMap((child) => (child.type === 'element' ? ofOne(child, tell) : [child]))
}

function ofOne(node: Element, tell: Tell): ElementContent[] {
  const names = classes(node)
  const has = (name: string) => names.includes(name)
  if (names.some((name) => dropped.test(name))) {
    tell('left-out', `cards “${names.find((name) => dropped.test(name))}”`)
    return []
  }
  if (has('kg-bookmark-card')) {
    const link = find(node, 'kg-bookmark-container')
    const title = words(find(node, 'kg-bookmark-title')) || words(node)
    const said = words(find(node, 'kg-bookmark-description'))
    const by = ['kg-bookmark-author', 'kg-bookmark-publisher'].map((part) => words(find(node, part)))
    const from = [...new Set(by.filter((one) => one && one !== title))].join(', ')
    const caption = node.children.find((one) => one.type === 'element' && one.tagName === 'figcaption')
    tell('converted', 'cards “bookmark”, now a link')
    return [
      make('p', {}, [
        make('a', { href: link?.properties.href ?? '' }, [{ type: 'text', value: title }]),
        ...(from ? [{ type: 'text' as const, value: ` (${from})` }] : []),
      ]),
      ...(said ? [make('p', {}, [{ type: 'text', value: said }])] : []),
      ...(caption?.type === 'element' ? [make('p', {}, caption.children)] : []),
    ]
  }
  if (has('kg-callout-card')) {
    tell('converted', 'cards “callout”')
    const emoji = words(find(node, 'kg-callout-emoji')).trim()
    const said = find(node, 'kg-callout-text')
    const lead: ElementContent[] = emoji ? [{ type: 'text', value: `${emoji} ` }] : []
    return [
      make('blockquote', { dataCallout: 'note' }, [make('p', {}, [...lead, ...(said?.children ?? [])])]),
    ]
  }
  if (has('kg-toggle-card')) {
    tell('converted', 'cards “toggle”')
    const heading = find(node, 'kg-toggle-heading-text')
    const content = find(node, 'kg-toggle-content')
    return [
      make('details', {}, [
        make('summary', {}, heading?.children ?? []),
        ...ofAll(content?.children ?? [], tell),
      ]),
    ]
  }
  if (has('kg-file-card') || has('kg-audio-card')) {
    const link = find(node, 'kg-file-card-container')
    const source = first(node, 'audio')
    const title =
      words(find(node, 'kg-file-card-title')) ||
      words(find(node, 'kg-audio-title')) ||
      words(find(node, 'kg-file-card-filename'))
    const said = words(find(node, 'kg-file-card-caption'))
    const href = String(link?.properties.href ?? source?.properties.src ?? '')
    tell('converted', 'cards “file” and “audio”, now a link')
    return [
      make('p', {}, [make('a', { href }, [{ type: 'text', value: title || href }])]),
      ...(said ? [make('p', {}, [{ type: 'text', value: said }])] : []),
    ]
  }
  if (has('kg-video-card')) return [film(node)]
  const inner = { ...node, children: ofAll(node.children, tell) }
  return [node.tagName === 'figure' ? withTitle(inner, tell) : inner]
}

/** Without the words on the buttons of its player; its picture stands beside. */
function film(node: Element): Element {
  const shown = first(node, 'video')
  const { dataKgCustomThumbnail: own, dataKgThumbnail: made } = node.properties
  const poster = [own, made, shown?.properties.poster].map((one) => String(one ?? '')).find(isPicture)
  const parts = shown?.children.filter(
    (one) => one.type === 'element' && /^(?:source|track)$/.test(one.tagName),
  )
  const caption = node.children.filter((one) => one.type === 'element' && one.tagName === 'figcaption')
  const { src, title } = shown?.properties ?? {}
  return make('figure', {}, [make('video', { src, title, poster }, parts ?? []), ...caption])
}

function isPicture(address: string): boolean {
  return address !== '' && !/\bspacergif\.org\b/.test(address)
}

/** What showed under a mouse alone describes the picture, or stands below it. */
function withTitle(figure: Element, tell: Tell): Element {
  const image = first(figure, 'img')
  const title = String(image?.properties.title ?? '').trim()
  if (!image || !title || title === image.properties.alt) return figure
  if (!image.properties.alt) {
    image.properties.alt = title
    return figure
  }
  if (first(figure, 'figcaption')) {
    tell('left-out', 'titles of pictures that showed under a mouse alone', title)
    return figure
  }
  tell('converted', 'titles of pictures that showed under a mouse, now captions', title)
  const below = make('figcaption', {}, [{ type: 'text', value: title }])
  return { ...figure, children: [...figure.children, below] }
}

function make(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children }
}

function classes(node: Element): string[] {
  const { className } = node.properties
  return Array.isArray(className) ? className.map(String) : []
}

function find(node: Element, name: string): Element | undefined {
  for (const child of node.children) {
    if (child.type !== 'element') continue
    const found = classes(child).includes(name) ? child : find(child, name)
    if (found) return found
  }
  return undefined
}

function first(node: Element, tag: string): Element | undefined {
  for (const child of node.children) {
    if (child.type !== 'element') continue
    const found = child.tagName === tag ? child : first(child, tag)
    if (found) return found
  }
  return undefined
}

function words(node: Element | undefined): string {
  if (!node) return ''
  return node.children
    .map((child) => (child.type === 'text' ? child.value : child.type === 'element' ? words(child) : ''))
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
}
