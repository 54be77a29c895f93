import type { Nodes, Root } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { type Converted, leadOf } from './html.ts'
import type { Finder } from './local.ts'

const parser = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).freeze()

type Spot = { start: number; end: number; kind: 'picture' | 'link'; address: string }

/** Only addresses of pictures and links are made new: all else stays letter for letter. */
export async function rewritten(markdown: string, { find }: { find: Finder }): Promise<Converted> {
  const tree = parser.parse(markdown) as Root
  const spots = [...spotsIn(tree, markdown)].sort((a, b) => a.start - b.start)
  const of = (kind: Spot['kind']) => [
    ...new Set(spots.filter((spot) => spot.kind === kind).map(({ address }) => address)),
  ]
  const found = await find({ pictures: of('picture'), links: of('link') })
  let out = ''
  let from = 0
  for (const { start, end, kind, address } of spots) {
    if (start < from) continue
    const to = kind === 'picture' ? found.pictures.get(address)?.src : found.links.get(address)
    if (to === undefined || to === address) continue
    out += markdown.slice(from, start) + inMarkdown(to, markdown.slice(start, end))
    from = end
  }
  return { markdown: out + markdown.slice(from), lead: leadOf(tree) }
}

function inMarkdown(to: string, before: string): string {
  if (/^["']/.test(before)) return `${before[0]}${to.replaceAll('"', '&quot;')}${before[0]}`
  return /[\s()<>]/.test(to) ? `<${to.replaceAll(' ', '%20').replace(/[<>]/g, encodeURIComponent)}>` : to
}

function* spotsIn(node: Nodes, text: string): Generator<Spot> {
  const [start, end] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0]
  if (node.type === 'image' || node.type === 'link' || node.type === 'definition') {
    const source = text.slice(start, end)
    const at = destination(source, node.type)
    if (at)
      yield {
        ...{ start: start + at[0], end: start + at[1] },
        kind: node.type === 'image' ? 'picture' : 'link',
        address: node.url,
      }
  }
  if (node.type === 'html')
    for (const match of text
      .slice(start, end)
      .matchAll(/<(img|a)\b[^>]*?\s(?:src|href)=("[^"]*"|'[^']*')/gi)) {
      const [all, tag = '', quoted = ''] = match
      const to = start + match.index + all.length
      yield {
        start: to - quoted.length,
        end: to,
        kind: tag.toLowerCase() === 'img' ? 'picture' : 'link',
        address: quoted.slice(1, -1).replaceAll('&amp;', '&'),
      }
    }
  if ('children' in node) for (const child of node.children) yield* spotsIn(child, text)
}

/** Where the address stands within a link, a picture or a definition that is written out. */
function destination(source: string, type: 'image' | 'link' | 'definition'): [number, number] | undefined {
  const before =
    type === 'definition' ? /^\[(?:\\.|[^\]\\])*\]:\s*/.exec(source)?.[0].length : lastOpening(source)
  if (before === undefined) return undefined
  const [to = ''] =
    /^(?:<[^<>\n]*>|(?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\])*\))+)/.exec(source.slice(before)) ?? []
  return to ? [before, before + to.length] : undefined
}

/** Behind the text, which may hold a picture with an address of its own. */
function lastOpening(source: string): number | undefined {
  if (!source.endsWith(')')) return undefined
  let depth = 0
  for (let at = source.startsWith('!') ? 1 : 0; at < source.length; at++) {
    if (source[at] === '\\') at++
    else if (source[at] === '[') depth++
    else if (source[at] === ']' && --depth === 0)
      return source[at + 1] === '('
        ? at + 2 + (/^\s*/.exec(source.slice(at + 2))?.[0].length ?? 0)
        : undefined
  }
  return undefined
}
