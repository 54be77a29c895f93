import { parse as parseToml } from 'smol-toml'
import { parseDocument } from 'yaml'
import { messageOf } from '#lib/errors.ts'

export type Value = string | Value[] | { [name: string]: Value }
export type Data = { [name: string]: Value }

type Parts = {
  data: Data
  body: string
  /** Of the body's first line. */
  line: number
  /** Of fields that could not be read as they stand. */
  problem?: string | undefined
}

/** As Hugo, Jekyll, Zola, Hexo, Eleventy and others write it: YAML, TOML or JSON, each value as it was typed. */
export function takeFrontMatter(typed: string): Parts {
  const text = typed.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const lead = /^(?:\s*<!--(?:(?!-->)[\s\S])*-->)?\s*/.exec(text)?.[0] ?? ''
  const start = text.slice(lead.length)
  const found =
    fenced(start, /^---(?:[ \t]*(?:yaml|toml|json))?[ \t]*\n/i, /^(?:---|\.\.\.)[ \t]*(?:\n|$)/m) ??
    fenced(start, /^\+\+\+[ \t]*\n/, /^\+\+\+[ \t]*(?:\n|$)/m) ??
    fenced(start, /^;;;[ \t]*\n/, /^;;;[ \t]*(?:\n|$)/m) ??
    braced(start) ??
    unopened(start)
  if (!found && /^(?:---|\+\+\+)[ \t]*\n[\w-]+[ \t]*[:=]/.test(start))
    return { data: {}, body: text, line: 1, problem: 'the line that ends them is missing' }
  if (!found) return { data: {}, body: text, line: 1 }
  const { head, end, kind } = found
  const line = (text.slice(0, lead.length + end).match(/\n/g)?.length ?? 0) + 1
  const body = start.slice(end)
  try {
    const read = kind === 'toml' ? parseToml(head) : kind === 'json' ? JSON.parse(head) : readYaml(head)
    return { data: asData(read), body, line }
  } catch (error) {
    const mended = kind === 'yaml' ? mendedYaml(head) : undefined
    if (mended) return { data: asData(mended), body, line }
    return { data: {}, body, line, problem: messageOf(error).split('\n')[0] }
  }
}

type Found = { head: string; end: number; kind: 'yaml' | 'toml' | 'json' }

function fenced(text: string, opening: RegExp, closing: RegExp): Found | undefined {
  const open = opening.exec(text)?.[0]
  if (!open) return undefined
  const rest = text.slice(open.length)
  const close = closing.exec(rest)
  if (!close) return undefined
  const named = /toml|json/i.exec(open)?.[0]?.toLowerCase()
  const kind =
    named === 'toml' || open.startsWith('+') ? 'toml' : named || open.startsWith(';') ? 'json' : 'yaml'
  const head = rest.slice(0, close.index)
  const wrapped = open.startsWith(';') && !head.trim().startsWith('{') ? `{${head}}` : head
  return { head: wrapped, end: open.length + close.index + close[0].length, kind }
}

function braced(text: string): Found | undefined {
  if (!text.startsWith('{\n')) return undefined
  const close = /^\}[ \t]*(?:\n|$)/m.exec(text)
  if (!close) return undefined
  return { head: text.slice(0, close.index + 1), end: close.index + close[0].length, kind: 'json' }
}

/** Hexo reads fields without an opening line. */
function unopened(text: string): Found | undefined {
  const found = /^(?:[\w-]+:[^\n]*\n|[ \t]+[^\n]*\n|-[ \t][^\n]*\n){1,40}---[ \t]*(?:\n|$)/.exec(text)?.[0]
  if (!found || !/^(?:title|date|layout):/m.test(found)) return undefined
  return { head: found.replace(/---[ \t]*\n?$/, ''), end: found.length, kind: 'yaml' }
}

function readYaml(head: string): unknown {
  const document = parseDocument(head, {
    schema: 'failsafe',
    uniqueKeys: false,
    strict: false,
    logLevel: 'silent',
  })
  if (document.errors[0]) throw document.errors[0]
  return document.toJS({ maxAliasCount: 100 })
}

/** What js-yaml or a lenient reader took: tabs, text with a colon, quotes that close in a later line, indented fields. */
function mendedYaml(head: string): unknown {
  const lines: string[] = []
  for (const line of head.replace(/\t/g, '  ').split('\n')) {
    const last = lines.at(-1)
    const open = last && /^(\s*[\w-]+:\s+)(["'])(.*)$/.exec(last)
    if (open && !new RegExp(`(?<!\\\\)${open[2]}\\s*(?:#.*)?$`).test(open[3] ?? ''))
      lines[lines.length - 1] = `${last} ${line.trim()}`
    else lines.push(line)
  }
  const quoted = lines.map((line) => {
    const [, name, value = ''] = /^([\w-]+:\s+)(.*?)\s*$/.exec(line) ?? []
    const isPlain =
      name && !/^(?:[|>][-+\d]*$|\[.*\]$|\{.*\}$|"(?:[^"\\]|\\.)*"$|'(?:[^']|'')*'$)/.test(value)
    if (!isPlain || !/: |:$|^["'%@`&*!{[\]},#|>]| #/.test(value)) return line
    const bare = /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value
    return `${name}${JSON.stringify(bare)}`
  })
  for (const attempt of [lines, quoted, quoted.filter((line) => /^[\w-]+:/.test(line))]) {
    try {
      return readYaml(attempt.join('\n'))
    } catch {
      // The next one is more lenient.
    }
  }
  return undefined
}

function asData(value: unknown): Data {
  const read = asValue(value)
  return typeof read === 'object' && !Array.isArray(read) ? read : {}
}

function asValue(value: unknown): Value {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(asValue)
  // Dates of TOML, local ones without a zone.
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asValue(one)]))
  return String(value)
}
