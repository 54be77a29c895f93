import type { Element } from 'hast'
import { toHtml } from 'hast-util-to-html'
import type { Nodes, Root } from 'mdast'
import type { Options } from 'rehype-remark'
import { attribute, type Child, element, elementsIn, isBlank, isElement, isNamed, textOf } from './hast.ts'
import { isPlayer, playerLine } from './players.ts'

type Handlers = NonNullable<NonNullable<Options>['handlers']>
type Handler = NonNullable<Handlers[string]>

/** Whatever stands for a tag among words; made HTML again once paragraphs are put together. */
const raw = (value: string) => ({ type: 'mdxTextExpression' as const, value })

/** Markdown has no sign for these. */
const kept: Handler = (state, node) => {
  const title = node.tagName === 'abbr' ? attribute(node, 'title') : undefined
  const [open = ''] = toHtml(element(node.tagName, title ? { title } : {})).split('</')
  return [raw(open), ...state.all(node), raw(`</${node.tagName}>`)] as ReturnType<typeof state.all>
}

/** Without line breaks, which would end it, as Markdown counts. */
function asHtml(node: Child): string {
  return toHtml(onOneLine(node, false), {
    closeSelfClosing: false,
    characterReferences: { useNamedReferences: true },
  }).replaceAll(keptLine, '&#10;')
}

const keptLine = '\ue00a'

function onOneLine<Node extends Child>(node: Node, isTyped: boolean): Node {
  if (node.type === 'text')
    return {
      ...node,
      value: isTyped ? node.value.replaceAll('\n', keptLine) : node.value.replace(/\s*\n\s*/g, ' '),
    }
  if (node.type !== 'element') return node
  const children = node.children.map((child) => onOneLine(child, isTyped || node.tagName === 'pre'))
  return { ...node, children }
}

const block: Handler = (state, node) => {
  const html = { type: 'html' as const, value: asHtml(node) }
  state.patch(node, html)
  return html
}

const figure: Handler = (state, node, parent) =>
  isPlayer(node) ? { type: 'html', value: playerLine(node) } : block(state, node, parent)

const details: Handler = (state, node) => {
  const summary = node.children.find((child) => isElement(child, 'summary'))
  const rest = node.children.filter((child) => child !== summary)
  const open = `<details>${summary ? `\n${asHtml(summary as Element)}` : ''}`
  return [
    { type: 'html', value: open },
    ...state.toFlow(state.all({ ...node, children: rest })),
    { type: 'html', value: '</details>' },
  ]
}

const blockquote: Handler = (state, node) => {
  const children = state.toFlow(state.all(node))
  const kind = attribute(node, 'dataCallout')
  if (!kind) return { type: 'blockquote', children }
  const mark = [
    { type: 'html' as const, value: `[!${kind.toUpperCase()}]` },
    { type: 'text' as const, value: '\n' },
  ]
  const [first] = children
  if (first?.type === 'paragraph') first.children.unshift(...mark)
  else children.unshift({ type: 'paragraph', children: mark.slice(0, 1) })
  return { type: 'blockquote', children }
}

/** Cells of one line each; what spans, or holds lists, stays HTML. */
const isPlainTable = (node: Element) =>
  [...elementsIn(node)].every(
    (one) =>
      !isNamed(one, 'table', 'ul', 'ol', 'pre', 'blockquote', 'figure', 'dl', 'br', 'hr', 'details') &&
      (!isNamed(one, 'td', 'th') ||
        (['colSpan', 'rowSpan'].every((name) => Number(attribute(one, name) ?? 1) <= 1) &&
          one.children.filter((child) => isElement(child, 'p', 'div')).length < 2)),
  )

const note: Handler = (state, node) => {
  const key = attribute(node, 'dataNote')
  if (key) return { type: 'footnoteReference', identifier: key, label: key }
  return kept(state, node, undefined)
}

const anchor: Handler = (state, node) => {
  const id = attribute(node, 'dataAnchor')
  return id ? [raw(`<span id="${id}"></span>`) as never] : state.all(node)
}

const none: Handler = () => undefined

const typed = (node: Child): string => {
  if (isElement(node, 'br')) return '\n'
  return 'children' in node ? node.children.map(typed).join('') : textOf(node)
}

const code: Handler = (state, node) => {
  const value = typed(node).replace(/^\n/, '').replace(/\n$/, '')
  const [inner] = node.children.filter((child) => isElement(child, 'code'))
  const names = [node, ...(inner ? [inner as Element] : [])].map((one) => attribute(one, 'className') ?? '')
  const lang = /(?:^|\s)(?:lang(?:uage)?-|brush:\s*)([\w+#-]+)/.exec(names.join(' '))?.[1]
  const result = { type: 'code' as const, lang: lang ?? null, value }
  state.patch(node, result)
  return result
}

export const handlers: Handlers = {
  ...Object.fromEntries(['abbr', 'kbd', 'mark', 'small', 'sub'].map((name) => [name, kept])),
  sup: note,
  span: anchor,
  figure,
  dl: block,
  details,
  blockquote,
  pre: code,
  table(state, node, parent) {
    return isPlainTable(node) ? plainTable(state, node) : block(state, node, parent)
  },
  u: (state, node) => state.all(node),
  mark: kept,
  cite: (state, node) => ({ type: 'emphasis', children: state.all(node) as never }),
  wbr: none,
  input: none,
}

/** A row of names where the first one stands for it; without any name an empty row, as Markdown has no table without. */
const plainTable = (state: Parameters<Handler>[0], node: Element): ReturnType<Handler> => {
  const rows = [...elementsIn(node)].filter((one) => isNamed(one, 'tr'))
  const cells = rows.map((row) =>
    row.children.flatMap((cell) => {
      if (!isElement(cell, 'td', 'th')) return []
      const [only] = cell.children.filter((child) => !isBlank(child))
      const inner = isElement(only, 'p', 'div') ? only : cell
      return [{ isName: cell.tagName === 'th', align: alignOf(cell), children: state.all(inner) as never }]
    }),
  )
  const filled = cells.filter((row) => row.length)
  const width = Math.max(0, ...filled.map((row) => row.length))
  if (!width) return undefined
  const hasHead = filled[0]?.every(({ isName }) => isName)
  const row = (some: readonly { children: never }[]) => ({
    type: 'tableRow' as const,
    children: Array.from({ length: width }, (_, at) => ({
      type: 'tableCell' as const,
      children: some[at]?.children ?? ([] as never),
    })),
  })
  const align = Array.from({ length: width }, (_, at) => filled.at(-1)?.[at]?.align ?? null)
  return { type: 'table', align, children: [...(hasHead ? [] : [row([])]), ...filled.map(row)] }
}

function alignOf(cell: Element): 'left' | 'right' | 'center' | null {
  const styled = /text-align:\s*(left|right|center)/.exec(attribute(cell, 'style') ?? '')?.[1]
  const said =
    attribute(cell, 'align') ?? styled ?? /has-text-align-(\w+)/.exec(attribute(cell, 'className') ?? '')?.[1]
  return said === 'left' || said === 'right' || said === 'center' ? said : null
}

export function inlineHtml(tree: Root): Root {
  const walk = (node: Nodes): void => {
    if ((node.type as string) === 'mdxTextExpression') (node as { type: string }).type = 'html'
    if ('children' in node) node.children.forEach(walk)
  }
  walk(tree)
  return tree
}
