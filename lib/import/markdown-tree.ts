import type { Heading, Root as Markdown, PhrasingContent, RootContent } from 'mdast'
import { toString as wordsOf } from 'mdast-util-to-string'
import type { Tell } from './local.ts'

/** From `##` on, no level skipped, none empty, none that only repeats the title. */
export function withHeadings(children: readonly RootContent[], title: string, tell: Tell): RootContent[] {
  const out: RootContent[] = []
  const open: number[] = []
  for (const [index, node] of children.entries()) {
    if (node.type !== 'heading') {
      out.push(node)
      continue
    }
    const text = wordsOf(node).trim()
    if (!text) {
      const pictures = node.children.filter((child) => child.type === 'image' || child.type === 'link')
      if (pictures.length) out.push({ type: 'paragraph', children: pictures })
      tell('left-out', 'headings without words')
      continue
    }
    if (index === 0 && sameWords(text, title)) {
      tell('left-out', 'headings that repeated the title')
      continue
    }
    while (open.length && (open.at(-1) ?? 0) >= node.depth) open.pop()
    open.push(node.depth)
    const depth = Math.min(6, open.length + 1) as Heading['depth']
    if (depth !== node.depth) tell('converted', 'headings set to the level that follows')
    out.push({ ...node, depth, children: oneLine(node.children) })
  }
  return out
}

function sameWords(one: string, other: string): boolean {
  const plain = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s\p{P}]+/gu, ' ')
      .trim()
  return plain(one) === plain(other)
}

/** A heading ends with its line. */
function oneLine(children: readonly PhrasingContent[]): PhrasingContent[] {
  return children.map((child) => (child.type === 'break' ? { type: 'text', value: ' ' } : child))
}

const address =
  /\bhttps?:\/\/[^\s<>"'`\u3000-\u303f\uff00-\uffef\\]+[^\s<>"'`.,:;!?()[\]{}\u3000-\u303f\uff00-\uffef\\]/g

/** Addresses among words, which readers could not follow, and which would be escaped. */
export function withLinkedAddresses(tree: Markdown): Markdown {
  const walk = <Node extends { children: unknown[]; type: string }>(node: Node): void => {
    if (node.type === 'link') return
    node.children = node.children.flatMap((child): unknown[] => {
      const one = child as RootContent
      if (one.type === 'text') return linked(one.value)
      if ('children' in one) walk(one)
      return [one]
    })
  }
  walk(tree)
  return tree
}

function linked(value: string): PhrasingContent[] {
  const out: PhrasingContent[] = []
  let from = 0
  for (const { index, 0: url } of value.matchAll(address)) {
    if (!URL.canParse(url)) continue
    if (index > from) out.push({ type: 'text', value: value.slice(from, index) })
    out.push({ type: 'link', url, children: [{ type: 'text', value: url }] })
    from = index + url.length
  }
  if (from < value.length || !out.length) out.push({ type: 'text', value: value.slice(from) })
  return out
}
