import { parse, TomlDate, TomlError } from 'smol-toml'
import { type Diagnostic, diagnostic } from './lint/diagnostic.ts'
import { inToml, tomlAdvice } from './lint/toml-advice.ts'
import { ofArticles } from './lint/yaml-dialect.ts'
import { lineAt, placer } from './source.ts'
import type { Fields } from './yaml.ts'

const mostLevels = 20

/** The parser tells where its errors are, and not where its values are: those are looked for by their names. */
export function readTomlFields(toml: string, file: string, start: number): Fields {
  const inFile = placer(file)
  const at = (offset: number) => inFile(start + offset)
  const top = Math.max(0, toml.search(/\S/))
  const read = readData(toml)
  const diagnostics = 'problem' in read ? [toldAt(at, read.problem)] : []
  const namePlace = ([field = '', ...rest]: readonly PropertyKey[]) => {
    const own = placeOfName(toml, String(field), tableAt(toml))
    const [inner] = rest
    if (own === undefined || typeof inner !== 'string') return own
    const within = placeOfName(toml.slice(own), inner, toml.length)
    return within === undefined ? own : own + within
  }
  const valuePlace = (path: readonly PropertyKey[]) => {
    const name = namePlace(path)
    if (name === undefined) return undefined
    const value = name + (/^[^=\n]*=[ \t]*(?=\S)/.exec(toml.slice(name))?.[0].length ?? 0)
    const entry = path.reduce<unknown>(within, 'data' in read ? read.data : undefined)
    const isEntry = path.length > 1 && typeof entry === 'string'
    const inside = isEntry ? toml.slice(value).search(new RegExp(`["']${escaped(entry)}["']`)) : -1
    return value + Math.max(0, inside)
  }
  return {
    data: 'data' in read ? read.data : undefined,
    diagnostics,
    isSure: (line) => !diagnostics.some((one) => one.line === line),
    nameAt: (path) => at(namePlace(path) ?? top),
    hasName: (path) => namePlace(path) !== undefined,
    whyEmpty: () => undefined,
    valueAt: (path) => at(valuePlace(path) ?? top),
    told: (found) => found.map((one) => ({ ...one, message: inToml(one.message) })),
  }
}

type Problem = { offset: number; message: string }

function toldAt(
  at: (offset: number) => { line: number; column: number },
  { offset, message }: Problem,
): Diagnostic {
  return diagnostic('toml-syntax', at(offset), message)
}

function readData(toml: string): { data: Record<string, unknown> } | { problem: Problem } {
  const { letters, lines, instead } = ofArticles.limits
  if (toml.length > letters || toml.split('\n', lines + 2).length > lines + 1) {
    const message = `the fields are longer than ${letters.toLocaleString('en')} letters or ${lines} lines: ${instead.replace('three hyphens', '+++')}`
    return { problem: { offset: 0, message } }
  }
  try {
    const all = parse(toml, { maxDepth: mostLevels, unsafeKeyBehaviour: 'drop' })
    return {
      data: Object.fromEntries(
        Object.entries(all).map(([name, value]) => [name, asTyped(value, toml, name)]),
      ),
    }
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const lines = toml.split('\n').slice(0, error.line - 1)
    const line = lines.reduce((sum, { length }) => sum + length + 1, 0)
    return { problem: tomlAdvice(error, lineAt(toml, line)) }
  }
}

/** As fields of YAML are read: texts, lists and further fields. */
function asTyped(value: unknown, toml: string, name?: string): unknown {
  if (value instanceof TomlDate) {
    const place = name === undefined ? undefined : placeOfName(toml, name, tableAt(toml))
    const raw = place === undefined ? undefined : /^[^=\n]*=[ \t]*([^#\r\n]*)/.exec(toml.slice(place))?.[1]
    return raw?.trim() ?? value.toISOString()
  }
  if (Array.isArray(value)) return value.map((one) => asTyped(one, toml))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([inner, one]) => [inner, asTyped(one, toml)]))
  return String(value)
}

function within(value: unknown, step: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined
}

/** Where the fields of a table begin: no field of the article stands below. */
function tableAt(toml: string): number {
  const table = toml.search(/^[ \t]*\[\[?[^\]\n=,]+\]\]?[ \t\r]*(?:#.*)?$/m)
  return table === -1 ? toml.length : table
}

function placeOfName(toml: string, name: string, end: number): number | undefined {
  const bare = escaped(name)
  const field = new RegExp(`(?<=^[ \\t]*|[{,][ \\t]*)(?:"${bare}"|'${bare}'|${bare})[ \\t]*[.=]`, 'm')
  const at = toml.slice(0, end).search(field)
  if (at !== -1) return at
  const table = toml.search(new RegExp(`^[ \\t]*\\[\\[?[ \\t]*["']?${bare}["']?[ \\t]*[\\].]`, 'm'))
  return table === -1 ? undefined : table
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}
