import type { Element, ElementContent, RootContent } from 'hast'
import { elementRule, placesOf } from './elements.ts'

type Content = ElementContent | RootContent

/** Each of them holds no block. */
const lines = /^(?:p|h[1-6]|pre|dt|summary|caption)$/
const blocks =
  /^(?:p|div|h[1-6]|hr|li|ul|ol|dl|dt|dd|table|blockquote|pre|figure|figcaption|details|summary|section|aside)$/

export function isBlock(node: Content): boolean {
  return node.type === 'element' && blocks.test(node.tagName)
}

function isBlank(node: Content): boolean {
  return node.type === 'text' && !node.value.trim()
}

/** Where HTML is parsed, but not valid, each browser and reader makes something else of it. No text is lost. */
export function validContent<Node extends Content>(nodes: readonly Node[], parent: string): Node[] {
  const shown = nodes.flatMap((node) => valid(node, parent) as Node[])
  if (parent === 'ul' || parent === 'ol') return wrapped(shown, 'li', (tag) => tag === 'li')
  if (parent === 'dl') return wrapped(shown, 'dd', (tag) => tag === 'dt' || tag === 'dd')
  return shown
}

function valid(node: Content, parent: string): Content[] {
  if (node.type !== 'element') return [node]
  const { tagName } = node
  const children = validContent(node.children, tagName)
  const own = { ...node, children }
  if (placesOf(tagName)?.includes(parent) === false) return misplaced(own)
  if (tagName === 'details') return [inOrder(own)]
  if ((tagName === 'ul' || tagName === 'ol' || tagName === 'dl') && children.every(isBlank)) return []
  if (!children.some(isBlock)) return [own]
  if (lines.test(tagName)) return [{ ...own, children: inOneLine(children) }]
  const isPhrase = elementRule(tagName)?.kind === 'phrase'
  // A mark around blocks, as `<b><p>…</p></b>`: the words are what counts.
  return isPhrase && !/^(?:a|ins|del|td|th)$/.test(tagName) ? children : [own]
}

function misplaced(node: Element): Content[] {
  return isBlock(node)
    ? [{ type: 'element', tagName: 'div', properties: {}, children: node.children }]
    : node.children
}

/** The summary stands first, once. */
function inOrder(details: Element): Element {
  const isSummary = (node: ElementContent): node is Element =>
    node.type === 'element' && node.tagName === 'summary'
  const [first, ...others] = details.children.filter(isSummary)
  const rest = details.children.flatMap((node) =>
    !isSummary(node) ? [node] : others.includes(node) ? (misplaced(node) as ElementContent[]) : [],
  )
  return first ? { ...details, children: [first, ...rest] } : { ...details, tagName: 'div', properties: {} }
}

function inOneLine(nodes: readonly ElementContent[]): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] =>
    isBlock(node) && node.type === 'element'
      ? [{ type: 'text', value: ' ' }, ...inOneLine(node.children), { type: 'text', value: ' ' }]
      : [node],
  )
}

function wrapped<Node extends Content>(
  nodes: readonly Node[],
  tagName: string,
  isRight: (tag: string) => boolean,
): Node[] {
  return nodes.map((node) => {
    if (isBlank(node) || (node.type === 'element' && isRight(node.tagName))) return node
    return { type: 'element', tagName, properties: {}, children: [node] } as unknown as Node
  })
}
