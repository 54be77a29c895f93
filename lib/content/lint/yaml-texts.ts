import {
  type Document,
  isPair,
  isScalar,
  type Pair,
  type Scalar,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { lineAt } from '#lib/content/source.ts'
import type { Unplaced } from './diagnostic.ts'
import type { Dialect } from './yaml-dialect.ts'

/** `reach`: an offset in the last line that it spoils. `quote`: where a text begins and ends that is read all the same. */
export type YamlProblem = Unplaced & { reach?: number; quote?: [from: number, to: number] }

export const singleBackslash = 'a backslash inside double quotes must be doubled: \\\\'

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}

export function mustBeQuoted(offset: number, mark: string, mended: string): YamlProblem {
  const message = `a text that begins with ${mark} must stand in quotes: ${mended}`
  return { ruleId: 'yaml-quotes', offset, message }
}

export function quoted(text: string): string {
  return `"${text.trim().replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

/** Texts that YAML cuts off at a #, takes a letter from behind a backslash, or reads as a list because of a bracket. */
export function cutTexts(document: Document, yaml: string, { isProse }: Dialect): YamlProblem[] {
  const found: YamlProblem[] = []
  visit(document, {
    Value(key, node, path) {
      if (key === 'key' || !node.range) return
      const names = path.filter(isPair).map(nameOf)
      const problem = isScalar(node)
        ? cutText(node, names, yaml, isProse)
        : bracketed(node, names, yaml, isProse)
      if (problem) found.push(problem)
    },
  })
  return found
}

function bracketed(
  node: YAMLMap | YAMLSeq,
  names: readonly string[],
  yaml: string,
  isProse: Dialect['isProse'],
): YamlProblem | undefined {
  const [start = 0, end = 0] = node.range ?? []
  const name = names.at(-1) ?? ''
  if (!node.flow || names.length > 1 || name === 'topics' || !isProse(name)) return undefined
  return mustBeQuoted(start, yaml[start] ?? '', `${name}: ${quoted(yaml.slice(start, end))}`)
}

function cutText(
  node: Scalar,
  names: readonly string[],
  yaml: string,
  isProse: Dialect['isProse'],
): YamlProblem | undefined {
  const [start = 0, end = 0] = node.range ?? []
  if (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE')
    return (
      (node.type === 'QUOTE_DOUBLE' ? lostEscape(yaml, start, end) : undefined) ??
      (isProse(names.at(-1) ?? '') ? cutBehindQuotes(yaml, start, end) : undefined)
    )
  const space = /^[ \t]+(?=#)/.exec(yaml.slice(end))?.[0]
  if (node.type !== 'PLAIN' || !node.source || space === undefined) return undefined
  return isComplete(node.source, names, isProse) ? undefined : cutWords(yaml, start, end + space.length)
}

/** `"Night" #8 shifts`: a comment has a space behind its sign, a number has none. */
function cutBehindQuotes(yaml: string, start: number, end: number): YamlProblem | undefined {
  const space = /^[ \t]+(?=#[^\s#])/.exec(yaml.slice(end))?.[0]
  if (space === undefined) return undefined
  const line = lineAt(yaml, end)
  const first = lineAt(yaml, start)
  const before = first.text.slice(0, start - first.start).trimStart()
  const whole = oneLine(yaml.slice(start, line.start + line.text.length)).trim()
  const message = `the text ends at its quotation mark, # begins a comment: for a comment type a space behind #, for a text write ${before}'${whole.replaceAll("'", "''")}'`
  return { ruleId: 'yaml-comment', offset: end + space.length, message }
}

function isComplete(value: string, names: readonly string[], isProse: Dialect['isProse']): boolean {
  const name = names.at(-1) ?? ''
  if (name === 'image' || name === 'picture') return /\.\w+$/.test(value)
  if (name === 'author') return !/\s/.test(value)
  if (name === 'links') return false
  return !isProse(name)
}

export function cutWords(yaml: string, start: number, hash: number): YamlProblem {
  const { text, start: lineStart } = lineAt(yaml, start)
  const last = lineAt(yaml, hash)
  const whole = oneLine(yaml.slice(start, last.start + last.text.length))
  const before = text.slice(0, start - lineStart).trimStart()
  const [, name, value] = (before === '' && whole.length < 500 && /^(.*?#[^:]*):\s+(\S.*)$/.exec(whole)) || []
  const mended = name && value ? `${quoted(name)}: ${value}` : `${before}${quoted(whole)}`
  return { ruleId: 'yaml-comment', offset: hash, message: `${hashMessage} ${mended}` }
}

export function cutList(yaml: string, open: number): YamlProblem | undefined {
  const { text, start } = lineAt(yaml, open)
  const end = endOfList(yaml, open)
  const inside = yaml.slice(open + 1, end)
  const hash = /(?:^|[\s,[{])#/.exec(
    inside.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, (all) => 'x'.repeat(all.length)),
  )
  if (!hash) return undefined
  const isMap = yaml[open] === '{'
  const typed = inside.replace(/[\]}]\s*$/, '').matchAll(/\s*((?:"(?:[^"\\]|\\.)*"|'[^']*')?[^,]*)(?:,|$)/g)
  const entries = [...typed]
    .map(([, entry = '']) => mendedEntry(oneLine(entry).trim(), isMap))
    .filter(Boolean)
  const mended = isMap ? `{ ${entries.join(', ')} }` : `[${entries.join(', ')}]`
  const sign = open + hash.index + hash[0].length
  // What is to be written begins in the line of the bracket.
  const offset = sign < start + text.length ? sign : open
  const message = `${hashMessage} ${text.slice(0, open - start).trimStart()}${mended}`
  return { ruleId: 'yaml-comment', offset, message, ...(end > start + text.length && { reach: end }) }
}

/** The line of its bracket where none does. */
export function endOfList(yaml: string, open: number): number {
  const first = lineAt(yaml, open)
  const close = yaml[open] === '{' ? '}' : ']'
  for (let line = first; ; ) {
    const end = line.start + line.text.trimEnd().length
    if (line !== first && /^(?:[\w.-]+:\s|---)/.test(line.text)) break
    if (yaml[end - 1] === close) return end
    const next = yaml.indexOf('\n', end) + 1
    if (next === 0 || next === yaml.length) break
    line = lineAt(yaml, next)
  }
  return first.start + first.text.length
}

const hashMessage =
  'the text ends at #, which begins a comment (one of your own goes on a line by itself): put it in quotes:'

function mendedEntry(entry: string, isMap: boolean): string {
  if (safe(entry) === entry) return entry
  const [, name, value] = (isMap && /^(.*?):\s+(.*)$/.exec(entry)) || []
  return name && value ? `${safe(name)}: ${safe(value)}` : quoted(entry)
}

function safe(text: string): string {
  const isWhole = /^(?:"(?:[^"\\]|\\.)*"|'[^']*')$/.test(text)
  return isWhole || !/(?:^|\s)#/.test(text) ? text : quoted(text)
}

/** `"C:\new"` is read with a line break in it, `"\title"` with a tab: a backslash of the writer's is one all the same. */
function lostEscape(yaml: string, start: number, end: number): YamlProblem | undefined {
  const raw = yaml.slice(start, end)
  const isPath = /[A-Za-z]:\\/.test(raw)
  for (const { index, 1: letter = '' } of raw.matchAll(/\\(.)/gs))
    if ('0abefvtNLP_'.includes(letter) || (isPath && 'nr'.includes(letter)))
      return { ruleId: 'yaml-quotes', offset: start + index, message: singleBackslash }
  return undefined
}

export function nameOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : ''
}
