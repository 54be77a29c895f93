import type { Paragraph, PhrasingContent, Root, RootContent } from 'mdast'
import { isBraced, isTag, type Tag, walk } from '#lib/content/mdx-tree.ts'
import { escapeHtml } from '#lib/escape.ts'
import { maskCode } from './mask.ts'
import { type Made, shortcode } from './shortcodes.ts'
import type { Texts } from './texts.ts'

const hole = '\uE005'

type Parse = (text: string) => RootContent[]

/** Components and programs of an .mdx file: known ones become what they showed, of others the text stays. */
export function replaceMdx(tree: Root, texts: Texts, parse: Parse): void {
  const step = (parent: { children: unknown[] }): void => {
    const children = parent.children as RootContent[]
    parent.children = children.flatMap((child): RootContent[] => {
      if ('children' in child) step(child)
      if (child.type === 'mdxjsEsm') {
        texts.tell('left-out', 'lines of program (import, export)', child.position?.start.line ?? 1)
        return []
      }
      if (isBraced(child)) return ofExpression(child.value, child.position?.start.line ?? 1, texts)
      return isTag(child) ? ofTag(child, texts, parse) : [child]
    })
  }
  step(tree)
  // A component in its own paragraph may have become a block.
  walk(tree, (node) => {
    if (!('children' in node) || node.type === 'paragraph') return
    node.children = (node.children as RootContent[]).flatMap((child) =>
      child.type === 'paragraph' ? lifted(child) : [child],
    ) as typeof node.children
  })
}

const blocks = new Set(['paragraph', 'blockquote', 'list', 'code', 'table', 'heading', 'thematicBreak'])

function lifted(paragraph: Paragraph): RootContent[] {
  if (!paragraph.children.some((one) => blocks.has(one.type as string))) return [paragraph]
  const out: RootContent[] = []
  let run: PhrasingContent[] = []
  const close = () => {
    if (run.some((one) => one.type !== 'text' || one.value.trim()))
      out.push({ type: 'paragraph', children: run })
    run = []
  }
  for (const child of paragraph.children) {
    if (blocks.has(child.type as string)) {
      close()
      out.push(child as RootContent)
    } else run.push(child)
  }
  close()
  return out
}

function ofExpression(value: string, line: number, texts: Texts): RootContent[] {
  const literal = /^\s*(?:"([^"]*)"|'([^']*)'|`([^`$]*)`|(\d+))\s*$/.exec(value)
  if (literal) return [{ type: 'text', value: literal[1] ?? literal[2] ?? literal[3] ?? literal[4] ?? '' }]
  if (value.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '').trim()) {
    const known = texts.variable(
      value.trim().replace(/^(?:frontmatter|frontMatter|metadata|meta|props)\./, 'page.'),
    )
    if (known !== undefined) return [{ type: 'text', value: known }]
    texts.tell('left-out', 'expressions { … } of a program', line, value.trim().slice(0, 80))
  }
  return []
}

function ofTag(node: Tag, texts: Texts, parse: Parse): RootContent[] {
  const children = node.children as RootContent[]
  const name = node.name ?? ''
  const line = node.position?.start.line ?? 1
  const given = attributesOf(node)
  if (!name) return children
  const isHtml = /^[a-z]/.test(name) && !name.includes('.')
  if (isHtml) {
    const attributes = Object.entries(given).map(([key, value]) => ` ${htmlName(key)}="${escapeHtml(value)}"`)
    const open: RootContent = { type: 'html', value: `<${name}${attributes.join('')}>` }
    if (/^(?:img|br|hr|input|source|wbr|col|track|embed|meta|link)$/.test(name)) return [open]
    return [open, ...children, { type: 'html', value: `</${name}>` }]
  }
  const isInline = node.type === 'mdxJsxTextElement'
  const made = componentOf(name, given, children.length ? hole : undefined, { ...texts, line }, isInline)
  const nodes = parse(made)
  if (!children.length) return isInline ? unwrapped(nodes) : nodes
  return filled(isInline ? unwrapped(nodes) : nodes, children)
}

function unwrapped(nodes: RootContent[]): RootContent[] {
  const [only, ...more] = nodes
  return !more.length && only?.type === 'paragraph' ? only.children : nodes
}

function filled(nodes: RootContent[], children: RootContent[]): RootContent[] {
  return nodes.flatMap((node): RootContent[] => {
    if (node.type === 'paragraph' && node.children.length === 1) {
      const [only] = node.children
      if (only?.type === 'text' && only.value.trim() === hole) return children
    }
    if ((node.type === 'text' || node.type === 'html') && node.value.includes(hole)) {
      const [before = '', after = ''] = node.value.split(hole)
      const part = (value: string): RootContent[] => (value ? [{ ...node, value } as RootContent] : [])
      return [...part(before), ...children, ...part(after)]
    }
    if ('children' in node)
      node.children = filled(node.children as RootContent[], children) as typeof node.children
    return [node]
  })
}

function attributesOf(node: Tag): Record<string, string> {
  const found: Record<string, string> = {}
  for (const one of node.attributes) {
    if (one.type !== 'mdxJsxAttribute') continue
    const value = typeof one.value === 'object' ? literalOf(one.value?.value ?? '') : (one.value ?? 'true')
    if (value !== undefined) found[one.name] = value
  }
  return found
}

function literalOf(program: string): string | undefined {
  const [, , text] = /^\s*(["'`])([\s\S]*)\1\s*$/.exec(program) ?? []
  if (text !== undefined && !text.includes('${')) return text
  return /^\s*[\d.]+\s*$/.test(program) ? program.trim() : undefined
}

function htmlName(name: string): string {
  if (name === 'className') return 'class'
  return name === 'htmlFor' ? 'for' : name.toLowerCase()
}

/** A component is what a shortcode of the same name is. */
function componentOf(
  name: string,
  given: Readonly<Record<string, string>>,
  inner: string | undefined,
  texts: Texts & { line: number },
  isInline: boolean,
): string {
  const named = Object.fromEntries(
    Object.entries(given)
      .filter(
        ([key]) =>
          !/^(?:className|class|style|id|key|width|height|variant|color|size|on[A-Z]\w*)$/.test(key) ||
          /^(?:id|variant)$/.test(key),
      )
      .map(([key, value]) => [key.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''), value]),
  )
  const isLink = /^(?:Link|A|NextLink|ExternalLink|Anchor|Button|LinkWithArrow|ButtonLink)$/.test(name)
  const href = named.href ?? named.to ?? named.url
  if (isLink && href && inner !== undefined) return `<a href="${escapeHtml(href)}">${inner}</a>`
  if (isLink && inner !== undefined) return inner
  const made: Made = shortcode({ name, args: { positional: [], named }, inner, texts })
  if (typeof made === 'string') return made
  return isInline ? (made.inline ?? made.block) : made.block
}

const tag =
  /<(\/?)([A-Z][\w.]*)((?:\s+[\w:-]+(?:=(?:"[^"]*"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\}))?)*)\s*(\/?)>/g

/** In a .md file: only a pair, or a tag that ends itself, is a component; `Vec<T>` is none. */
export function replaceJsx(typed: string, texts: Texts, isMdx: boolean): string {
  const masked = maskCode(typed)
  let text = masked.text
  if (isMdx)
    text = text
      .replace(/\{\/\*[\s\S]*?\*\/\}/g, '')
      .replace(/^(?:import|export)\s[^\n]*(?:\n(?!\n)[^\n]*)*$/gm, '')
  if (!/<[A-Z]/.test(text)) return masked.unmask(text)
  for (let round = 0; round < 400; round++) {
    const next = innermost(text, masked, texts)
    if (next === text) break
    text = next
  }
  return masked.unmask(text)
}

function innermost(text: string, masked: ReturnType<typeof maskCode>, texts: Texts): string {
  const tags = [...text.matchAll(tag)]
  for (const [index, match] of tags.entries()) {
    const [all, slash, name = '', attributes = '', self] = match
    if (slash) continue
    const next = tags[index + 1]
    const isPair = !self && next?.[1] === '/' && next[2] === name
    if (!self && !isPair) continue
    const end = isPair && next ? next.index + next[0].length : match.index + all.length
    const inner = isPair && next ? text.slice(match.index + all.length, next.index) : undefined
    const before = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index)
    const isInline = before.trim() !== '' && !inner?.includes('\n')
    const given = Object.fromEntries(
      [...attributes.matchAll(/([\w:-]+)(?:=(?:"([^"]*)"|'([^']*)'|\{((?:[^{}]|\{[^{}]*\})*)\}))?/g)].flatMap(
        ([, key = '', double, single, program]) => {
          const value = double ?? single ?? (program === undefined ? 'true' : literalOf(program))
          return value === undefined ? [] : [[key, value]]
        },
      ),
    )
    const made = componentOf(name, given, inner, { ...texts, line: masked.lineAt(match.index) }, isInline)
    const put = isInline ? made : `\n\n${made}\n\n`
    return text.slice(0, match.index) + put + text.slice(end)
  }
  return text
}
