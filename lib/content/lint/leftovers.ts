import { calloutKind } from '#lib/content/callouts.ts'
import { endOf, type Nodes, type Parents, type Root, startOf, walk } from '#lib/content/mdx-tree.ts'
import { shortened } from '../nearest.ts'
import type { Problem, Unplaced } from './diagnostic.ts'

/** Signs that other systems replace before a page is shown. Here a reader would see them. */
const leftover = new RegExp(
  [
    String.raw`(?<shortcode>\{\{[<%][\s\S]*?[>%]\}\})`,
    String.raw`(?<template>\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|<%[\s\S]*?%>)`,
    String.raw`(?<id>[ \t]*\{#[\p{L}\p{N}_:.-]+\})`,
    String.raw`(?<attributes>\{:[^{}\n]*\}|\{(?:[.#][\w-]+|[\w-]+=(?:"[^"\n]*"|[^\s{}"]+))(?:\s+(?:[.#][\w-]+|[\w-]+=(?:"[^"\n]*"|[^\s{}"]+)))*\s*\})`,
    String.raw`(?=[!\[])(?<=^[ \t>]*)(?<box>!!!\s+\w[^\n]*|\[!\w+\])`,
    String.raw`(?=\[|\$)(?<=^[ \t>]*)(?<contents>\[\[_?toc_?\]\]|\[toc\]|\$\{toc\})(?=[ \t]*$)`,
    String.raw`(?<wiki>(?<![\p{L}\p{N}\]])!?\[\[[^\[\]\n]+\]\])`,
    String.raw`(?<bracketed>\[\/?(?:audio|caption|contact-form-7|embed|gallery|playlist|video|vimeo|youtube)(?:\s[^\]\n]*)?\])(?!\()`,
    String.raw`(?<embed>@\[(?:card|codepen|codesandbox|docswell|figma|gist|github|instagram|jsfiddle|slideshare|speakerdeck|stackblitz|tweet|twitter|vimeo|x|youtube)\]\([^)\n]*\))`,
    String.raw`(?<=^)(?<program>import\s[^\n]+\sfrom\s+["'][^\n]+)`,
  ].join('|'),
  'gimu',
)

const any = /\{[{%#:.\w]|\[\[|\[toc\]|!!!|\[!|@\[|<%|\$\{toc|\[\/?[a-z]|^import\s/im

type Fate = {
  /** `lost`: a part of the text would be missing. `shown`: it stands as it is. */
  is: 'dropped' | 'lost' | 'shown'
  cure: string
}

const dropped = (cure: string): Fate => ({ is: 'dropped', cure })
const lost = (cure: string): Fate => ({ is: 'lost', cure })

type Leftover = {
  from: number
  to: number
  /** Not said of an id of a heading, which is taken. */
  problem: Problem | undefined
  isDropped: boolean
  /** What it gives the heading it stands in. */
  heading?: { offset: number; id: string } | undefined
}

/** Names of what is closed somewhere: a pair stands around a text, which stays. */
function pairsIn(source: string): ReadonlySet<string> {
  const found = source.matchAll(/\{\{[<%]\s*\/\s*([\w/-]+)|\[\/([a-z][\w-]*)\]/gi)
  return new Set([...found].map(([, name, other]) => (name ?? other ?? '').toLowerCase()))
}

function fateOf(kind: string, typed: string, pairs: ReadonlySet<string>): Fate {
  switch (kind) {
    case 'shortcode':
      return ofShortcode(typed, pairs)
    case 'template':
      return ofTemplate(typed)
    case 'bracketed': {
      const [, slash, name = ''] = /^\[(\/?)([\w-]+)/.exec(typed) ?? []
      const isWrapper = slash || (/^(?:caption|embed)$/i.test(name) && pairs.has(name.toLowerCase()))
      return isWrapper ? dropped('remove it') : lost('write what it stood for, such as a link, or remove it')
    }
    case 'embed':
      return lost('write a link, [text](https://…)')
    case 'box':
      return typed.startsWith('[')
        ? dropped('write [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] or [!CAUTION] for a box')
        : lost('write > [!NOTE], and > before each line of its text')
    case 'wiki':
      return {
        is: 'shown',
        cure: 'write a link, [text](/articles/name), or a picture, ![what it shows](picture.jpg)',
      }
    case 'contents':
      return dropped('remove it, the contents are made from the headings')
    case 'program':
      return dropped('remove it, an article needs no import')
    case 'id':
      return dropped('remove it, only a heading has an id')
    default:
      return dropped('remove it, the design is the site’s')
  }
}

function ofShortcode(typed: string, pairs: ReadonlySet<string>): Fate {
  const [, slash, name = '', rest = ''] =
    /^\{\{[<%]-?\s*(\/?)\s*([\w/-]*)([\s\S]*?)\/?\s*-?[>%]\}\}$/.exec(typed) ?? []
  const isPair = slash || pairs.has(name.toLowerCase())
  const hasWords = /"[^"]*\s[^"]*"|'[^']*\s[^']*'|`[^`]*\s[^`]*`/.test(rest)
  const isEmpty = rest.trim() === ''
  if (isPair ? !hasWords : isEmpty) return dropped('remove it')
  return lost(
    isPair
      ? 'write its words into the text, and remove it'
      : 'write what it stood for, such as a link, or remove it',
  )
}

/** They set something, or stand around a text that is shown all the same. */
const forms =
  /^\{%-?\s*(?:end\w+|highlight|raw|assign|capture|set|block|extends|layout|toc|style|javascript|stylesheet|import|from|spaceless|autoescape)\b/

function ofTemplate(typed: string): Fate {
  if (forms.test(typed)) return dropped('remove it')
  const [, path] = /^\{\{-?\s*["'](\/[^"']*)["']\s*\|/.exec(typed) ?? []
  return lost(path ? `write ${path} in its place` : 'write what it stood for, or remove it')
}

function belonging(typed: string): string {
  return `${shortened(typed.trim().replace(/\s+/g, ' '))} belongs to another system`
}

function problemOf(typed: string, { is, cure }: Fate): Problem {
  const what = belonging(typed)
  if (is === 'lost')
    return {
      ruleId: 'leftover-content',
      message: `${what}, and what it stands for would be missing: ${cure}`,
    }
  const where = is === 'dropped' ? 'is left out' : 'would stand in the text as it is'
  return { ruleId: 'leftover', message: `${what} and ${where}: ${cure}` }
}

/** What to say of braces that were read as a program. */
export function leftoverWords(text: string): string | undefined {
  for (const { 0: typed, groups = {} } of text.matchAll(leftover)) {
    const kind = Object.keys(groups).find((name) => groups[name] !== undefined)
    if (!kind) continue
    const { cure } =
      kind === 'id'
        ? dropped('remove it, a heading has its address from its text')
        : fateOf(kind, typed, new Set())
    return `${belonging(typed)}: ${cure}`
  }
  return undefined
}

export function isTemplate(url: string): boolean {
  return /\{\{|\{%|<%|%7B%7B|%7B%25/i.test(url)
}

const scanned: ReadonlySet<string> = new Set(['paragraph', 'heading', 'tableCell', 'html', 'defListTerm'])

/** Of a whole text; code may show them. */
export function leftoversIn(tree: Root, source: string): Leftover[] {
  if (!any.test(source)) return []
  const pairs = pairsIn(source)
  const found: Leftover[] = []
  const verbatim = [...source.matchAll(/\{%-?\s*raw\s*-?%\}([\s\S]*?)\{%-?\s*endraw\s*-?%\}/g)].map(
    ({ 0: all, 1: inside = '', index }) =>
      [index + all.indexOf(inside), index + all.indexOf(inside) + inside.length] as const,
  )
  walk(tree, (node, around) => {
    if (!scanned.has(node.type) || around.some(({ type }) => scanned.has(type))) return
    found.push(...inBlock(node, around, source, pairs))
  })
  return found.filter(({ from }) => !verbatim.some(([start, end]) => start <= from && from < end))
}

function inBlock(
  block: Nodes,
  around: readonly Parents[],
  source: string,
  pairs: ReadonlySet<string>,
): Leftover[] {
  const start = startOf(block)
  const seen = withoutCode(block, source)
  if (!any.test(seen)) return []
  const links = new Set<number>()
  walk(block, (node) => {
    if (node.type === 'link' || node.type === 'linkReference') links.add(startOf(node))
  })
  return [...seen.matchAll(leftover)].flatMap(({ 0: typed, index, groups = {} }): Leftover[] => {
    const kind = Object.keys(groups).find((name) => groups[name] !== undefined)
    if (!kind || seen[index - 1] === '\\' || links.has(start + index)) return []
    const lead = typed.length - typed.trimStart().length
    const [from, to] = [start + index, start + index + typed.length]
    const parent = around.at(-1)
    const isAlert =
      parent?.type === 'blockquote' && parent.children[0] === block && !seen.slice(0, index).trim()
    if (kind === 'box' && isAlert && calloutKind(typed.slice(2, -1))) return []
    const [, id] = /[{\s:]#([\p{L}\p{N}_:.-]+)/u.exec(typed) ?? []
    const isAtEnd = !seen
      .slice(index + typed.length)
      .replace(/^[ \t]*#*[ \t]*/, '')
      .split('\n')[0]
      ?.trim()
    if (id && block.type === 'heading' && isAtEnd && (kind === 'id' || kind === 'attributes'))
      return [{ from, to, problem: undefined, isDropped: true, heading: { offset: start, id } }]
    const fate = fateOf(kind, typed, pairs)
    return [{ from: from + lead, to, problem: problemOf(typed, fate), isDropped: fate.is === 'dropped' }]
  })
}

function withoutCode(block: Nodes, source: string): string {
  const start = startOf(block)
  let seen = source.slice(start, endOf(block))
  const cover = (from: number, to: number) => {
    seen = seen.slice(0, from) + 'x'.repeat(to - from) + seen.slice(to)
  }
  walk(block, (node) => {
    if (node.type === 'inlineCode' || node.type === 'mdxTextExpression')
      cover(startOf(node) - start, endOf(node) - start)
  })
  if (/<(?:pre|code|kbd|samp|script|style)\b/i.test(seen))
    for (const { 0: all, index } of seen.matchAll(
      /<(pre|code|kbd|samp|script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi,
    ))
      cover(index, index + all.length)
  return seen
}

export function said(leftovers: readonly Leftover[]): Unplaced[] {
  return leftovers.flatMap(({ from, problem }) => (problem ? [{ ...problem, offset: from }] : []))
}

/** Stands in place of a sign that is dropped, until the text is read: no keyboard types it, and no text holds it. */
const filler = '\ufdd0'

/** Of the same length, so that all that is told has its right place. */
export function withoutLeftovers(source: string, leftovers: readonly Leftover[]): string {
  let text = source
  for (const { from, to, isDropped } of leftovers) {
    if (!isDropped) continue
    const lineStart = text.lastIndexOf('\n', from - 1) + 1
    const end = text.indexOf('\n', to)
    const rest = text.slice(to, end === -1 ? undefined : end)
    // What stands alone on its lines leaves none behind.
    const isAlone = /^[ \t>]*$/.test(text.slice(lineStart, from)) && !rest.trim()
    const sign = isAlone ? ' ' : filler
    text = text.slice(0, from) + text.slice(from, to).replace(/[^\r\n]/g, sign) + text.slice(to)
  }
  return text
}

/** @returns whether nothing is left of it */
export function withoutFiller(node: Nodes): boolean {
  for (const name of ['url', 'alt', 'title'] as const) {
    const typed = (node as Partial<Record<typeof name, string | null>>)[name]
    if (typed?.includes(filler)) Object.assign(node, { [name]: typed.replaceAll(filler, '') })
  }
  if (!('children' in node)) {
    if (
      !('value' in node) ||
      node.type === 'code' ||
      node.type === 'inlineCode' ||
      !node.value.includes(filler)
    )
      return false
    node.value = node.value.replaceAll(filler, '')
    return node.type === 'text' && !node.value
  }
  const { length } = node.children
  const children = node.children.filter((child) => !withoutFiller(child))
  node.children = children as typeof node.children
  const isEmptied = length > 0 && children.every((child) => child.type === 'text' && !child.value.trim())
  return isEmptied && node.type === 'paragraph' && children.length < length
}
