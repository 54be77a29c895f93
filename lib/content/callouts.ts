import type { Blockquote, Paragraph, PhrasingContent, RootContent } from 'mdast'
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive'
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx'
import { directiveComponent } from './components.ts'
import { calloutTag } from './html-schema.ts'
import type { Say } from './lint/diagnostic.ts'
import { endOf, type Nodes, type Root, startOf, textOf } from './mdx-tree.ts'
import { byName } from './nearest.ts'

/** What other systems call our kinds. */
const kinds = byName({
  note: 'note info abstract summary tldr todo seealso quote cite example message',
  tip: 'tip hint success check done question help faq',
  important: 'important attention',
  warning: 'warning warn alert',
  caution: 'caution danger error bug failure fail missing',
})

export function calloutKind(name: string): string | undefined {
  return kinds.get(name.toLowerCase())
}

/** The kind and title of a box whose first line other systems write otherwise, by the offset of that line. */
export type Boxes = ReadonlyMap<number, { name: string; title: string }>

/**
 * `::: note Title`, `:::message alert` and `::: {.callout-tip title="T"}`, with their first line made one that the parser knows.
 * Of the same length: what is told has its right place.
 */
export function withBoxes(text: string): { text: string; boxes: Boxes } {
  const boxes = new Map<number, { name: string; title: string }>()
  if (!/^ {0,3}:::/m.test(text)) return { text, boxes }
  let fence: string | undefined
  let offset = 0
  const lines = text.split('\n').map((line) => {
    const start = offset
    offset += line.length + 1
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    if (mark && fence === undefined) fence = mark
    else if (mark && fence && mark.startsWith(fence) && line.trim() === mark) fence = undefined
    const [, lead = '', rest = ''] = /^( {0,3}:{3,})([ \t]*[^\s:].*?)\r?$/.exec(line) ?? []
    if (fence !== undefined || !lead || /^[a-z][\w-]*(?:\[[^\]]*\])?(?:\{[^}]*\})?[ \t]*$/i.test(rest))
      return line
    boxes.set(start + lead.length - lead.trimStart().length, boxOf(rest.trim()))
    return `${lead}x`.padEnd(line.length)
  })
  return { text: lines.join('\n'), boxes }
}

function boxOf(typed: string): { name: string; title: string } {
  const [, braced = ''] = /^\{(.*)\}$/.exec(typed) ?? []
  if (braced) {
    const [, name = ''] = /\.(?:callout-)?([\w-]+)/.exec(braced) ?? []
    const [, title = ''] = /title="([^"]*)"/.exec(braced) ?? []
    return { name, title }
  }
  const [, name = '', rest = ''] = /^([\w-]+)[ \t]*(.*)$/.exec(typed) ?? []
  // Zenn's.
  if (name === 'message') return { name: /^alert\b/.test(rest) ? 'alert' : 'note', title: '' }
  return { name, title: name ? rest.replace(/^\[(.*)\]$/, '$1').replace(/^["'](.*)["']$/, '$1') : typed }
}

/** Boxes and GitHub's alerts become the site's callouts. */
export function placeCallouts(tree: Root, source: string, boxes: Boxes, say: Say): void {
  const step = (node: Nodes) => {
    if (!('children' in node)) return
    const children: readonly Nodes[] = node.children
    const placed = children.flatMap((child): Nodes[] => {
      step(child)
      if (child.type === 'blockquote') alert(child, source)
      if (child.type === 'leafDirective') return [line(child, source)]
      return child.type === 'containerDirective' ? box(child, source, boxes, say) : [child]
    })
    if (placed.length !== children.length || placed.some((one, index) => one !== children[index]))
      node.children = placed as typeof node.children
  }
  step(tree)
}

/** `> [!NOTE]`, alone or before a title. */
function alert(quote: Blockquote, source: string): void {
  const [first] = quote.children
  const [text] = first?.type === 'paragraph' ? first.children : []
  if (first?.type !== 'paragraph' || text?.type !== 'text') return
  const [marker, name = '', title = ''] = /^\[!([\w-]+)\][+-]?[ \t]*(.*)(?:\n|$)/.exec(text.value) ?? []
  const kind = calloutKind(name)
  if (!marker || !kind) return
  // `\[!NOTE]` shows what is meant.
  if (!source.startsWith(`[!${name}]`, startOf(first))) return
  const rest = text.value.slice(marker.length)
  const after = first.children.slice(1)
  if (rest || after.length) {
    // A title goes on where its first words end in bold or a link.
    const isWhole = marker.endsWith('\n') || !after.length
    first.children = isWhole
      ? [...(rest ? [{ ...text, value: rest }] : []), ...after]
      : [{ ...text, value: title }, ...after]
    callout(quote, kind, isWhole ? title : '')
  } else {
    quote.children.shift()
    callout(quote, kind, title)
  }
}

function callout(node: Blockquote | ContainerDirective, kind: string, title: string): void {
  node.data = {
    ...node.data,
    hName: calloutTag,
    hProperties: { dataKind: kind, ...(title.trim() ? { dataTitle: title.trim() } : {}) },
  }
}

function box(node: ContainerDirective, source: string, boxes: Boxes, say: Say): Nodes[] {
  const offset = startOf(node)
  const typed = boxes.get(offset)
  const [first] = node.children
  const label = first?.type === 'paragraph' && first.data?.directiveLabel ? first : undefined
  if (label) node.children.shift()
  const name = typed?.name ?? node.name
  const title = typed?.title || (label ? textOf(label) : '') || (node.attributes?.title ?? '')
  const line = source
    .slice(offset, source.indexOf('\n', offset) === -1 ? undefined : source.indexOf('\n', offset))
    .trim()
  if (!/^[ \t>]*:{3,}[ \t]*$/.test(source.slice(source.lastIndexOf('\n', endOf(node) - 1) + 1, endOf(node))))
    say(
      'leftover',
      offset,
      `the box that ${line} opens is never closed and goes on to the end: write ::: on a line of its own below its text`,
    )
  const kind = calloutKind(name)
  if (kind) {
    callout(node, kind, title)
    return node.children.length ? [node] : []
  }
  const component = directiveComponent(`:::${name}`)
  if (component) return [componentOf(node, component, `:::${name}`, title)]
  if (name === 'details' || name === 'spoiler') {
    const summary = label ?? paragraph(title || '…', node)
    summary.data = { hName: 'summary' }
    node.data = { hName: 'details' }
    node.children.unshift(summary)
    return [node]
  }
  say(
    'leftover',
    offset,
    `${line} makes no box here and is left out, its text stays: write :::note, :::tip, :::important, :::warning or :::caution for one`,
  )
  const words: RootContent[] = title && !/^[.#]/.test(title) ? [paragraph(title, node)] : []
  return [...words, ...node.children]
}

function paragraph(text: string, { position }: ContainerDirective | LeafDirective): Paragraph {
  const children: PhrasingContent[] = [{ type: 'text', value: text, ...(position && { position }) }]
  return { type: 'paragraph', children, ...(position && { position }) }
}

/** `::file[…]{…}`; any other line that begins so is a text. */
function line(node: LeafDirective, source: string): Nodes {
  const component = directiveComponent(`::${node.name}`)
  return component
    ? componentOf(node, component, `::${node.name}`, '')
    : paragraph(source.slice(startOf(node), endOf(node)), node)
}

/** As a tag of an .mdx file is: so it is checked and shown in the same way. */
function componentOf(
  { attributes, children, position }: ContainerDirective | LeafDirective,
  name: string,
  directive: string,
  title: string,
): MdxJsxFlowElement {
  const given = { ...attributes, ...(title.trim() ? { title: title.trim() } : {}) }
  return {
    type: 'mdxJsxFlowElement',
    name,
    attributes: Object.entries(given).map(([name, value]) => ({
      type: 'mdxJsxAttribute',
      name,
      value: value ?? '',
    })),
    children: children as MdxJsxFlowElement['children'],
    data: { directive },
    ...(position && { position }),
  }
}
