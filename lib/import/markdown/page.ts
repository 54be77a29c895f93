import type { Element, ElementContent, Root } from 'hast'
import { headingIds } from '#lib/content/headings.ts'
import { slugify } from '#lib/content/slug.ts'
import { type Texts, unknown } from './texts.ts'

export type PageTexts = Texts & {
  title: string
  isNote?: boolean
  /** @returns where it leads in the old site; undefined where it leads nowhere */
  link: (href: string) => string | undefined
  picture: (src: string) => string
}

type Parent = Root | Element

/** What a reader saw of it: links and pictures of the old site, no programs, headings below the title. */
export function inPage(page: Root, texts: PageTexts, inline: (markdown: string) => ElementContent[]): void {
  each(page, (node, parent) => {
    if (node.properties.dataMarkdown !== undefined) {
      delete node.properties.dataMarkdown
      node.children = inline(textOf(node))
    }
    if (node.tagName === 'script' || node.tagName === 'style' || node.tagName === 'svg') {
      const what = node.tagName === 'svg' ? 'drawings within the text (svg)' : `<${node.tagName}>`
      texts.tell('left-out', what, node.position?.start.line ?? 1)
      remove(parent, node)
    } else if (node.tagName === 'a') toLink(node, parent, texts)
    else if (node.tagName === 'img') {
      const src = String(node.properties.src ?? '')
      if (!src || src.includes(unknown)) {
        texts.tell(
          'left-out',
          'pictures whose address only the old site knows',
          1,
          src.replaceAll(unknown, '…'),
        )
        const alt = String(node.properties.alt ?? '')
        replace(parent, node, alt ? [{ type: 'text', value: alt }] : [])
      } else node.properties.src = texts.picture(src)
    } else if (node.tagName === 'source') delete node.properties.srcSet
  })
  eachText(page, (node) => {
    node.value = node.value.replaceAll(unknown, '')
  })
  if (!texts.isNote) toSections(page, texts)
}

function toLink(node: Element, parent: Parent, texts: PageTexts): void {
  const typed = node.properties.href
  if (typed === undefined) return
  const href = String(typed).trim()
  const to = href === '' || decoded(href).includes(unknown) ? undefined : texts.link(href)
  if (to === undefined) {
    texts.tell(
      'converted',
      'links that lead nowhere, whose text stays',
      1,
      decoded(href).replaceAll(unknown, '…'),
    )
    replace(parent, node, node.children)
  } else node.properties.href = to
}

/** The title stands above already; what comes first is of the second level, and none is skipped. */
function toSections(page: Root, texts: PageTexts): void {
  const headings: { node: Element; parent: Parent }[] = []
  each(page, (node, parent) => {
    if (/^h[1-6]$/.test(node.tagName)) headings.push({ node, parent })
  })
  const [first] = headings
  const isTitle = first?.node.tagName === 'h1' && slugify(textOf(first.node)) === slugify(texts.title)
  if (isTitle && first) {
    remove(first.parent, first.node)
    headings.shift()
  }
  const open: number[] = []
  const ids = new Map<string, string>()
  const idOf = headingIds()
  for (const { node, parent } of headings) {
    const typed = ownId(node)
    const text = textOf(node).trim()
    if (!text && !hasPicture(node)) {
      remove(parent, node)
      continue
    }
    const depth = Number(node.tagName.slice(1))
    while (open.length && (open.at(-1) ?? 0) >= depth) open.pop()
    open.push(depth)
    node.tagName = `h${Math.min(6, open.length + 1)}`
    const id = idOf(text)
    for (const old of [typed, githubId(text), kramdownId(text)]) if (old && !ids.has(old)) ids.set(old, id)
  }
  each(page, (node) => {
    const href = node.tagName === 'a' ? String(node.properties.href ?? '') : ''
    if (!href.startsWith('#')) return
    const id = ids.get(decoded(href.slice(1)))
    if (id) node.properties.href = `#${id}`
  })
}

function ownId(node: Element): string | undefined {
  let found: string | undefined
  eachText(node, (text) => {
    text.value = text.value.replace(/\s*\uE003([^\uE004]*)\uE004/, (_, id: string) => {
      found = id
      return ''
    })
  })
  const id = found ?? (typeof node.properties.id === 'string' ? node.properties.id : undefined)
  delete node.properties.id
  return id
}

function githubId(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')
}

function kramdownId(text: string): string {
  return text
    .replace(/^[^a-z]+/i, '')
    .replace(/[^a-z0-9 -]/gi, '')
    .replace(/ /g, '-')
    .toLowerCase()
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function hasPicture(node: Element): boolean {
  return node.children.some((one) => one.type === 'element' && (one.tagName === 'img' || hasPicture(one)))
}

function each(parent: Parent, look: (node: Element, parent: Parent) => void): void {
  for (const child of [...parent.children]) {
    if (child.type !== 'element') continue
    each(child, look)
    look(child, parent)
  }
}

function eachText(parent: Parent, look: (node: { value: string }) => void): void {
  for (const child of parent.children) {
    if (child.type === 'text') look(child)
    else if (child.type === 'element') eachText(child, look)
  }
}

function textOf(node: Element): string {
  return node.children
    .map((child) => (child.type === 'text' ? child.value : child.type === 'element' ? textOf(child) : ''))
    .join('')
}

function remove(parent: Parent, node: Element): void {
  replace(parent, node, [])
}

function replace(parent: Parent, node: Element, by: ElementContent[]): void {
  const index = parent.children.indexOf(node)
  if (index !== -1) parent.children.splice(index, 1, ...by)
}
