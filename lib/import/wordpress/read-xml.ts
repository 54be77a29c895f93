import { createReadStream } from 'node:fs'
import { SaxesParser } from 'saxes'
import type { Place } from '../place.ts'
import { createMender, type Flaw } from './mend.ts'

/** `wp:post_id`, `content:encoded`, `title`: by what a prefix means, however the file spells it. */
export type Node = {
  name: string
  attributes: Record<string, string>
  text: string
  children: Node[]
  place: Place
  /** Its end is missing, and what it would have said there: who may read it. */
  isCut?: true
}

const branches = new Set([
  ...['item', 'image', 'wp:author', 'wp:category', 'wp:tag', 'wp:term', 'wp:comment'],
  ...['wp:postmeta', 'wp:commentmeta', 'wp:termmeta'],
])

/** Fields that stand in no text; an open field ends where one of them begins. */
const own = /^(?:wp|content|excerpt|dc|wfw):|^(?:item|pubDate|guid)$/

/** The parts of the channel one by one, so that a file of any size takes no more room than its largest item. */
export async function* readXml(file: string, onFlaw: (flaw: Flaw) => void): AsyncGenerator<Node> {
  const parser = new SaxesParser<{ position: true }>({ position: true })
  const prefixes = new Map<string, string>()
  const done: Node[] = []
  let open: Node[] = []
  let depth = 0

  const mender = createMender(onFlaw)
  const place = () => ({ file, line: parser.line, column: parser.columnIndex })

  parser.on('error', ({ message }) => {
    const told = message.replace(/^(?:\d+:\d+:? ?)+/, '').replace(/\.$/, '')
    // Whitespace or a mark before the first line: nothing depends on it.
    if (/not at start|XML declaration|outside the root|document must contain a root/i.test(told) && !depth)
      return
    onFlaw({ line: parser.line, column: parser.columnIndex + 1, message: told, isLost: true })
  })
  const addText = (text: string) => {
    const top = open.at(-1)
    if (top) top.text += text
  }
  parser.on('text', addText)
  parser.on('cdata', addText)

  parser.on('opentag', ({ name: typed, attributes: given }) => {
    const attributes = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, String(value)]))
    for (const [key, uri] of Object.entries(attributes)) {
      const [, prefix] = /^xmlns:(.+)$/.exec(key) ?? []
      const means = prefix && meaning(uri)
      if (prefix && means) prefixes.set(prefix, means)
    }
    if (depth < 2 && !open.length && /^(?:rss|channel)$|^[^:]+$/.test(typed) && !isPart(named(typed))) {
      depth++
      return
    }
    const name = named(typed)
    const isFree = name === 'item' || open.length === 0
    if (name === 'item' && open.length) {
      onFlaw({ ...at(parser), message: 'an <item> begins before the one above it has ended', isLost: true })
      finish(0, true)
    }
    const top = open.at(-1)
    if (top && !isFree && !branches.has(top.name)) {
      if (!own.test(name)) {
        addText(tagOf(typed, attributes))
        return
      }
      onFlaw({
        ...at(parser),
        message: `the field <${top.name}> is not closed before <${typed}>`,
        isLost: true,
      })
      finish(open.length - 1)
    }
    const node = { name, attributes, text: '', children: [], place: place() }
    open.at(-1)?.children.push(node)
    open.push(node)
  })

  parser.on('closetag', ({ name: typed, isSelfClosing }) => {
    const name = named(typed)
    const found = open.findLastIndex((node) => node.name === name)
    if (found !== -1) finish(found)
    else if (open.length && !isSelfClosing && !own.test(name)) addText(`</${typed}>`)
  })

  function named(typed: string): string {
    const [prefix = '', local] = typed.split(':')
    return local === undefined ? typed : `${prefixes.get(prefix) ?? prefix}:${local}`
  }

  function finish(from: number, isCut = false): void {
    const [node] = open.slice(from)
    open = open.slice(0, from)
    if (node && from === 0) done.push(isCut ? { ...node, isCut } : node)
  }

  let encoding: string | undefined
  let decoder = new TextDecoder()
  for await (const bytes of createReadStream(file, { highWaterMark: 256 * 1024 })) {
    if (encoding === undefined) {
      encoding = /^[^>]*encoding=["']([\w-]+)/.exec(bytes.subarray(0, 200).toString('latin1'))?.[1] ?? 'utf-8'
      decoder = decoderOf(encoding)
    }
    parser.write(mender.write(decoder.decode(bytes, { stream: true })))
    yield* done.splice(0)
  }
  parser.write(mender.write(decoder.decode()) + mender.end())
  if (open.length)
    onFlaw({
      ...at(parser),
      message: `the file ends within <${open.map(({ name }) => name).join('> <')}>`,
      isLost: true,
    })
  finish(0, true)
  // What is still open was told; the parser would throw nothing, and tell it again.
  yield* done.splice(0)
}

function at(parser: SaxesParser<{ position: true }>): { line: number; column: number } {
  return { line: parser.line, column: parser.columnIndex + 1 }
}

function isPart(name: string): boolean {
  return branches.has(name) || own.test(name)
}

function meaning(uri: string): string | undefined {
  if (/wordpress\.org\/export\/[^/]*\/excerpt/i.test(uri)) return 'excerpt'
  if (/wordpress\.org\/export\//i.test(uri)) return 'wp'
  if (/rss\/1\.0\/modules\/content/i.test(uri)) return 'content'
  if (/purl\.org\/dc\//i.test(uri)) return 'dc'
  return undefined
}

function decoderOf(label: string): TextDecoder {
  try {
    return new TextDecoder(label)
  } catch {
    return new TextDecoder()
  }
}

function tagOf(name: string, attributes: Record<string, string>): string {
  const all = Object.entries(attributes).map(([key, value]) => ` ${key}="${value.replaceAll('"', '&quot;')}"`)
  return `<${name}${all.join('')}>`
}
