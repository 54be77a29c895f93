import { isDeepStrictEqual } from 'node:util'
import { isPair, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLSeq } from 'yaml'
import { takeApart } from './front-matter.ts'
import { plainPath } from './path.ts'

const field = 'redirectFrom'

/** Behind the older ones: feeds know it by the first. @returns undefined when adding is not certain */
export function withRedirect(file: string, from: string): string | undefined {
  const before = takeApart(file)
  const close = file.indexOf('\n---')
  if (!before.fields?.data || before.diagnostics.length || close === -1) return undefined
  const start = file.indexOf('\n') + 1
  const head = edited(file.slice(start, close + 1), from, file.includes('\r\n') ? '\r\n' : '\n')
  const text = file.slice(0, start) + head + file.slice(close + 1)
  // The fields before and after are compared: no way of writing them can deceive us.
  const { [field]: old, ...others } = before.fields.data
  const { [field]: fresh, ...same } = takeApart(text).fields?.data ?? {}
  const paths = asList(old)
  if (paths.length !== (Array.isArray(old) ? old.length : old ? 1 : 0)) return undefined
  const wanted = paths.some((path) => isSame(path, from)) ? paths : [...paths, from]
  const isRight = isDeepStrictEqual(same, others) && isDeepStrictEqual(asList(fresh), wanted)
  return isRight ? text : undefined
}

function isSame(path: unknown, other: string): boolean {
  return plainPath(String(path)) === plainPath(other)
}

function asList(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((path) => typeof path === 'string')
}

function edited(yaml: string, from: string, end: string): string {
  const { contents } = parseDocument(yaml, { logLevel: 'silent' })
  const pairs: unknown[] = contents && 'items' in contents ? contents.items : []
  const pair = pairs.find(
    (one): one is Pair<Node, Node | null> => isPair(one) && isScalar(one.key) && one.key.value === field,
  )
  if (!pair) return `${yaml}${field}: [${from}]${end}`
  const { value } = pair
  if (isSeq(value)) return inList(yaml, value, from, end)
  if (!isScalar(value) || value.value === null || value.value === '') {
    const colon = yaml.indexOf(':', pair.key.range?.[1])
    return splice(yaml, [colon + 1, value?.range?.[1] ?? colon + 1], ` [${from}]`)
  }
  const [at, to] = rangeOf(value)
  if (isSame(value.value, from)) return yaml
  return splice(yaml, [at, to], `[${yaml.slice(at, to)}, ${from}]`)
}

function inList(yaml: string, list: YAMLSeq, from: string, end: string): string {
  const items = list.items.filter((item) => isScalar(item))
  if (items.some((item) => isSame(item.value, from))) return yaml
  const last = items.at(-1)
  if (!last) return splice(yaml, rangeOf(list), `[${from}]`)
  const [, after] = rangeOf(last)
  if (list.flow) return splice(yaml, [after, after], `, ${from}`)
  const dash = yaml.lastIndexOf('-', rangeOf(last)[0] - 1)
  const indent = yaml.slice(yaml.lastIndexOf('\n', dash) + 1, dash)
  const lineEnd = yaml.indexOf('\n', after - 1)
  return splice(yaml, [lineEnd + 1, lineEnd + 1], `${indent}- ${from}${end}`)
}

function rangeOf(node: { range?: readonly [number, number, number] | null | undefined }): [number, number] {
  const [start = 0, end = 0] = node.range ?? []
  return [start, end]
}

function splice(text: string, [start, end]: [number, number], put: string): string {
  return text.slice(0, start) + put + text.slice(end)
}
