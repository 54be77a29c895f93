import type { Element, ElementContent, Nodes, RootContent } from 'hast'

export type Child = ElementContent | RootContent

export function element(
  tagName: string,
  properties: Element['properties'],
  children: readonly Child[] = [],
): Element {
  return { type: 'element', tagName, properties, children: children as ElementContent[] }
}

export function isElement(node: Nodes | Child | undefined, ...names: string[]): node is Element {
  return node?.type === 'element' && (!names.length || names.includes(node.tagName))
}

export function isNamed({ tagName }: Element, ...names: string[]): boolean {
  return names.includes(tagName)
}

export function textOf(node: Nodes | Child): string {
  if (node.type === 'text') return node.value
  return 'children' in node ? node.children.map(textOf).join('') : ''
}

export function isBlank(node: Nodes | Child): boolean {
  return node.type === 'comment' || (node.type === 'text' && node.value.trim() === '')
}

export function attribute({ properties }: Element, name: string): string | undefined {
  const value = properties[name]
  if (value === undefined || value === null || value === false) return undefined
  return Array.isArray(value) ? value.join(' ') : String(value)
}

export function hasClass(node: Element, name: RegExp): boolean {
  return (attribute(node, 'className') ?? '').split(' ').some((one) => name.test(one))
}

/** Each element below, outermost first. */
export function* elementsIn(node: Nodes): Generator<Element> {
  if (!('children' in node)) return
  for (const child of node.children) {
    if (child.type === 'element') yield child
    yield* elementsIn(child)
  }
}

/** Elements between which a text is one of its own: whitespace at their edges is nothing. */
export const blocks = new Set([
  ...['address', 'article', 'aside', 'blockquote', 'center', 'dd', 'details', 'dialog', 'div', 'dl', 'dt'],
  ...['fieldset', 'figcaption', 'figure', 'footer', 'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header'],
  ...['hgroup', 'hr', 'li', 'main', 'menu', 'nav', 'ol', 'p', 'pre', 'section', 'summary', 'table', 'tbody'],
  ...[
    'td',
    'tfoot',
    'th',
    'thead',
    'tr',
    'ul',
    'script',
    'style',
    'noscript',
    'legend',
    'caption',
    'colgroup',
    'col',
  ],
])
