import { dedent } from './dedent.ts'
import { embedAddress } from './embeds.ts'
import { maskCode } from './mask.ts'
import { calloutKind, calloutOf, detailsOf, embedOf } from './shortcodes.ts'
import type { Texts } from './texts.ts'

/** What dialects of Markdown add by signs of their own: boxes, attributes, embeds, links of a wiki. */
export function replaceSigns(typed: string, texts: Texts): string {
  const masked = maskCode(typed)
  let text = masked.text
  const told = (what: string) => texts.tell('converted', what, masked.lineAt(0))
  if (text.includes(':::')) text = colonBoxes(text, (name) => told(`boxes “:::${name}”`))
  if (/^[ \t]*(?:!!!|\?\?\?\+?)[ \t]/m.test(text)) text = bangBoxes(text)
  if (text.includes('{/*')) text = jsxComments(text)
  if (/\{:?[^{}\n]*\}/.test(text)) text = attributes(text)
  const defined = new Set(
    [...text.matchAll(/^ {0,3}\[([^[\]\n]+)\]:[ \t]*\S/gm)].map(([, label = '']) => labelOf(label)),
  )
  text = text
    .replace(/^[ \t]*(?:\[\[_?toc_?\]\]|\[toc\]|\$\{toc\}|<!-- toc -->)[ \t]*$/gim, '')
    .replace(/^import\s+(?:[\w*{}\s,$]+\s+from\s+)?["'][^"'\n]+["'];?[ \t]*$/gm, (_, offset: number) => {
      texts.tell('left-out', 'lines of program (import, export)', masked.lineAt(offset))
      return ''
    })
    .replace(/^([ \t]*)@\[(\w+)\]\(([^)\n]*)\)/gm, (_, indent: string, name: string, id: string) => {
      told(`embeds “@[${name}]”`)
      const address = embedAddress(name, id.split('?')[0] ?? id) || id
      const made = embedOf(address)
      return `${indent}${typeof made === 'string' ? made : made.block}\n`
    })
    // Zenn and others write the size behind the address.
    .replace(/(!\[[^\]\n]*\]\([^()\s]+)\s+=\d*%?x?\d*%?(?=\s*(?:"[^"\n]*"\s*)?\))/g, '$1')
    .replace(
      /(?<![\p{L}\p{N}\])\\\]$])(!?)\[\[([^[\]\n|]+)(?:\|([^[\]\n]+))?\]\]/gu,
      (all, bang: string, target: string, label?: string) =>
        !bang && defined.has(labelOf(target)) ? all : wiki({ all, bang, target, label }, texts),
    )
    .replace(
      /(<\w+[^<>\n]*?)\s+markdown\s*=\s*["']?(?:1|span|block|true)["']?([^<>\n]*>)(?![ \t]*\n[ \t]*\n)/gi,
      '$1$2\n\n',
    )
  return masked.unmask(text)
}

/** As Markdown compares the labels of links. */
function labelOf(typed: string): string {
  return typed.trim().replace(/\s+/g, ' ').toLowerCase()
}

/** At the end of a heading it is the heading's id. */
function jsxComments(text: string): string {
  return text
    .replace(
      /^(#{1,6}[ \t][^\n]*?)[ \t]*\{\/\*[ \t]*([\p{L}\p{N}_-]+)[ \t]*\*\/\}[ \t]*$/gmu,
      '$1 \uE003$2\uE004',
    )
    .replace(/\{\/\*[\s\S]*?\*\/\}/g, '')
}

function wiki(
  { all, bang, target, label }: { all: string; bang: string; target: string; label?: string | undefined },
  texts: Texts,
): string {
  if (bang)
    return /\.(?:png|jpe?g|gif|webp|svg|avif)$/i.test(target)
      ? `![${label && !/^\d+$/.test(label) ? label : ''}](<${target}>)`
      : (label ?? target)
  const path = texts.refer(target)
  if (path !== undefined) return `[${label ?? target}](<${encodeURI(path)}>)`
  return /^[\d\s,:"'.]+$/.test(target) ? all : (label ?? target)
}

type Box = { kind: string; title: string; indent: string; lines: string[] }

/** `:::note Title`, `::: {.callout-tip}`, `:::details Title`, with what they hold. */
function colonBoxes(text: string, told: (name: string) => void): string {
  const open: Box[] = [{ kind: '', title: '', indent: '', lines: [] }]
  const add = (line: string) => open.at(-1)?.lines.push(line)
  const close = () => {
    const box = open.pop()
    if (!box) return
    for (const line of boxLines(box)) add(line)
  }
  for (const line of text.split('\n')) {
    const [, indent = '', colons, rest = ''] = /^([ \t>]*)(:{3,})[ \t]*(.*?)[ \t]*$/.exec(line) ?? []
    if (!colons) add(line)
    else if (rest) {
      const inLine = /^(.*?)[ \t]*:{3,}$/.exec(rest)?.[1]
      const read = boxHead(inLine ?? rest)
      told(read.kind || 'div')
      open.push({ ...read, indent, lines: [] })
      if (inLine !== undefined) close()
    } else if (open.length > 1) close()
    else add(line)
  }
  while (open.length > 1) close()
  return open[0]?.lines.join('\n') ?? text
}

function boxHead(rest: string): { kind: string; title: string } {
  const braces = /\{([^}]*)\}/.exec(rest)?.[1]
  const outside = rest
    .replace(/\{[^}]*\}/, '')
    .replace(/:+$/, '')
    .trim()
  const title = /(?:title|summary)=(?:"([^"]*)"|'([^']*)')/.exec(braces ?? '')
  const named = /^([\w-]+)(?:\[([^\]]*)\])?[ \t]*(.*)$/.exec(outside)
  const classed = [...(braces ?? '').matchAll(/\.([\w-]+)/g)].map(([, name = '']) => name)
  const kind =
    classed.find((name) => calloutKind(name) || /^details$/.test(name)) ?? named?.[1] ?? classed[0] ?? ''
  return { kind, title: title?.[1] ?? title?.[2] ?? named?.[2] ?? (named?.[3] || '') }
}

function boxLines({ kind, title, indent, lines }: Box): string[] {
  const bare = lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()))
  const inner = dedent(bare.join('\n').replace(/^\s*\n|\n\s*$/g, ''))
  if (!inner.trim() && !title) return []
  const callout = calloutKind(kind)
  const heading = callout && !title ? /^#{1,6}[ \t]+(.+)\n/.exec(inner) : null
  const made = /^(?:details|spoiler|collapse|dropdown)$/.test(kind)
    ? detailsOf(title || 'Details', inner)
    : callout
      ? calloutOf(callout, title || heading?.[1], heading ? inner.slice(heading[0].length) : inner)
      : { block: [title && `**${title}**`, inner].filter(Boolean).join('\n\n') }
  const block = typeof made === 'string' ? made : made.block
  return ['', ...block.split('\n').map((line) => (line ? indent + line : indent.trimEnd())), '']
}

/** `!!! note "Title"`, with the lines that are indented below it. */
function bangBoxes(text: string): string {
  return text.replace(
    /^([ \t]*)(!!!|\?\?\?\+?)[ \t]+([\w-]+)(?:[ \t]+"([^"\n]*)")?[^\n]*\n((?:\1(?: {2,}|\t)[^\n]*(?:\n|$)|[ \t]*\n)+)/gm,
    (_, indent: string, sign: string, kind: string, title: string | undefined, inner: string) => {
      const made = sign.startsWith('?')
        ? detailsOf(title || kind, dedent(inner))
        : calloutOf(calloutKind(kind) ?? 'note', title || undefined, dedent(inner))
      const block = typeof made === 'string' ? made : made.block
      return `\n${block
        .split('\n')
        .map((line) => (line ? indent + line : line))
        .join('\n')}\n\n`
    },
  )
}

/** Of kramdown and Pandoc: a class that makes a box of a paragraph makes one, an id stays, the rest falls away. */
function attributes(text: string): string {
  return text
    .replace(/^[ \t]*(?:[*+-]|\d+\.)[^\n]*\n[ \t]*\{:[^}\n]*\btoc\b[^}\n]*\}[ \t]*$/gim, '')
    .replace(
      /(?:^|(?<=\n))((?:[ \t]*\S[^\n]*\n)+)[ \t]*\{:[ \t]*([^}\n]*)\}[ \t]*(?=\n|$)/g,
      (all, block: string, list: string) => {
        const kind = calloutIn(list)
        return kind && !/^[ \t]*[#<|]/.test(block) ? boxed(kind, block) : all
      },
    )
    .replace(
      /^[ \t]*\{:[ \t]*([^}\n]*)\}[ \t]*\n((?:[ \t]*\S[^\n]*(?:\n|$))+)/gm,
      (all, list: string, block: string) => {
        const kind = calloutIn(list)
        return kind && !/^[ \t]*[#<|]/.test(block) ? boxed(kind, block) : all
      },
    )
    .replace(
      /^(#{1,6}[ \t][^\n]*?)[ \t]*\{:?[ \t]*#([\p{L}\p{N}_:.-]+)[^}\n]*\}[ \t]*#*[ \t]*$/gmu,
      '$1 \uE003$2\uE004',
    )
    .replace(/^[ \t]*\{:[^}\n]*\}[ \t]*$/gm, '')
    .replace(/\{:[^}\n]*\}/g, '')
    .replace(
      /(?<=[)\]\uE001*_>"])\{[ \t]*(?:[.#][\w:-]+|[\w-]+[ \t]*=[ \t]*(?:"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[^\s{}"']+)|-)(?:[\s,]+(?:[.#][\w:-]+|[\w-]+[ \t]*=[ \t]*(?:"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[^\s{}"']+)))*[ \t]*\}/g,
      '',
    )
    .replace(
      /^(#{1,6}[ \t][^\n]*?)[ \t]+\{[ \t]*(?:[.#][\w:-]+|[\w-]+=[^\s}]+|-)(?:[ \t]+[^{}\n]*)?\}[ \t]*$/gm,
      '$1',
    )
    .replace(
      /^[ \t]*\{[ \t]*(?:[.#][\w:-]+|[\w-]+=(?:"[^"\n]*"|[^\s}"]+))(?:[ \t]+(?:[.#][\w:-]+|[\w-]+=(?:"[^"\n]*"|[^\s}"]+)))*[ \t]*\}[ \t]*$/gm,
      '',
    )
}

function calloutIn(list: string): string | undefined {
  return [...list.matchAll(/\.([\w-]+)/g)].map(([, name = '']) => calloutKind(name)).find(Boolean)
}

function boxed(kind: string, block: string): string {
  const lines = block.split('\n').map((line) => line.replace(/^[ \t]*>[ \t]?/, ''))
  const made = calloutOf(kind, undefined, lines.join('\n'))
  return `\n${typeof made === 'string' ? made : made.block}\n`
}
