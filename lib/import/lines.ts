import type { Nodes, Root } from 'hast'
import { blocks, type Child, element, isBlank, isElement } from './hast.ts'

/** Of which each holds paragraphs; others hold lines at most. */
const holders = new Set([
  ...[
    'address',
    'article',
    'aside',
    'blockquote',
    'center',
    'details',
    'div',
    'fieldset',
    'figure',
    'footer',
  ],
  ...['form', 'header', 'main', 'nav', 'section', 'li', 'td', 'th', 'dd'],
])

/** Of these a paragraph alone is no paragraph: `<li>One</li>`. */
const bare = new Set(['li', 'td', 'th', 'dd', 'figure', 'address'])

const asTyped = new Set(['pre', 'script', 'style', 'textarea', 'code', 'svg', 'math'])

/** What was typed without tags: an empty line makes a paragraph, the end of a line a line break. */
export function withParagraphs(root: Root): Root {
  return { ...root, children: held(root.children, '') as Root['children'] }
}

/** Only within elements that say `data-lines`. */
export function withMarkedParagraphs<Node extends Nodes>(node: Node): Node {
  if (!('children' in node)) return node
  const children = node.children.map((child) =>
    isElement(child) && 'dataLines' in child.properties
      ? { ...child, properties: {}, children: held(child.children, 'div') }
      : withMarkedParagraphs(child),
  )
  return { ...node, children }
}

function held(children: readonly Child[], tagName: string): Child[] {
  const out: Child[] = []
  let run: Child[] = []
  const end = () => {
    const parts = split(run)
      .map(trimmed)
      .filter((part) => !part.every(isBlank))
    const isBare = bare.has(tagName) && parts.length < 2
    for (const part of parts) {
      const lines = linesOf(part)
      out.push(...(isBare ? lines : [element('p', {}, lines)]))
    }
    run = []
  }
  for (const child of children) {
    if (child.type === 'element' && blocks.has(child.tagName)) {
      end()
      out.push(below(child))
    } else run.push(child)
  }
  end()
  return out
}

function below(node: Child): Child {
  if (node.type !== 'element' || asTyped.has(node.tagName)) return node
  if (holders.has(node.tagName))
    return { ...node, children: held(node.children, node.tagName) as typeof node.children }
  if (blocks.has(node.tagName) && !['p', 'dt'].includes(node.tagName) && !/^h\d$/.test(node.tagName))
    return { ...node, children: node.children.map((child) => below(child) as (typeof node.children)[number]) }
  const children = linesOf(trimmed(node.children))
  return { ...node, children: children as typeof node.children }
}

/** At each empty line; an inline element that goes on over one stands in both parts. */
function split(children: readonly Child[]): Child[][] {
  const parts: Child[][] = [[]]
  for (const child of children) {
    if (child.type === 'text') {
      const [first = '', ...more] = child.value.split(/\n[^\S\n]*(?:\n[^\S\n]*)+/)
      parts.at(-1)?.push({ ...child, value: first })
      for (const value of more) parts.push([{ ...child, value }])
    } else if (child.type === 'element' && !asTyped.has(child.tagName) && child.children.length) {
      const [first = [], ...more] = split(child.children)
      parts.at(-1)?.push({ ...child, children: first as typeof child.children })
      for (const some of more) parts.push([{ ...child, children: some as typeof child.children }])
    } else parts.at(-1)?.push(child)
  }
  return parts
}

function trimmed(children: readonly Child[]): Child[] {
  const all = [...children]
  const edge = (at: 0 | -1, space: RegExp) => {
    for (let node = all.at(at); node?.type === 'text'; node = all.at(at)) {
      const value = node.value.replace(space, '')
      all.splice(at === 0 ? 0 : all.length - 1, 1, ...(value ? [{ ...node, value }] : []))
      if (value) return
    }
  }
  edge(0, /^\s+/)
  edge(-1, /\s+$/)
  return all
}

/** Beside a `<br>` that was typed the end of its line is none. */
function linesOf(children: readonly Child[]): Child[] {
  return children.flatMap((child, index) => {
    if (child.type === 'element') {
      if (asTyped.has(child.tagName)) return [child]
      if (blocks.has(child.tagName)) return [below(child)]
      return [{ ...child, children: linesOf(child.children) as typeof child.children }]
    }
    if (child.type !== 'text') return [child]
    const isAfterBreak = isElement(children[index - 1], 'br')
    const isBeforeBreak = isElement(children[index + 1], 'br')
    const typed = isAfterBreak ? child.value.replace(/^[^\S\n]*\n/, '') : child.value
    const value = isBeforeBreak ? typed.replace(/\n[^\S\n]*$/, '') : typed
    return value.split('\n').flatMap((line, at): Child[] => {
      const text: Child = { type: 'text', value: line }
      return at ? [element('br', {}), text] : [text]
    })
  })
}
