import matter from 'gray-matter'
import { type Diagnostic, diagnostic, top } from './lint/diagnostic.ts'
import { type Place, placer } from './source.ts'
import { readTomlFields } from './toml.ts'
import { type Fields, readFields } from './yaml.ts'

type Parts = {
  fields: Fields | undefined
  body: { text: string; start: number } | undefined
  diagnostics: Diagnostic[]
}

/** Front matter is YAML, or TOML between lines of +++: no other language is ever read, let alone run. */
export function takeApart(file: string): Parts {
  if (/^\+\+\+[ \t]*\r?\n/.test(file)) return takeApartToml(file)
  const broken = opening(file)
  if (broken) return { fields: undefined, body: undefined, diagnostics: [broken] }
  const close = file.indexOf('\n---')
  const end = likelyEnd(file)
  const indented = /(?<=\n)[ \t]+---[ \t]*(?=\r?\n|$)/.exec(file)
  const indentedEnd = () => {
    if (!indented || (close !== -1 && close < indented.index)) return undefined
    const message = 'the line --- that closes the front matter is indented: begin it at the start of the line'
    return endedAt(file, indented.index, indented[0], placer(file)(indented.index), message)
  }
  if (close === -1) return indentedEnd() ?? unclosed(file, end)
  const closing = /^---[^\r\n]*/.exec(file.slice(close + 1))?.[0] ?? ''
  if (closing.trimEnd() !== '---') {
    const message = `the line that closes the front matter must be three hyphens alone (---), found "${closing}"`
    return endedAt(file, close + 1, closing, placer(file)(close + 1), message)
  }

  let fields: Fields | undefined
  // Options must be given: without any, gray-matter keeps every file it ever saw.
  const split = matter(file, {
    language: 'yaml',
    engines: {
      yaml: (yaml: string) => {
        // The closing line's own line break is split in two on Windows.
        fields = readFields(yaml.replace(/\r$/, ''), file, 3)
        return {}
      },
      javascript: refused,
      coffee: refused,
      json: refused,
    },
  })
  fields ??= readFields('', file, 0)
  // A rule of three hyphens far down in the body was taken for the closing line.
  const earlier = fields.diagnostics.length ? indentedEnd() : undefined
  if (earlier) return earlier
  if (fields.diagnostics.length && end !== undefined && end < close) return unclosed(file, end)
  const body = { text: split.content, start: file.length - split.content.length }
  return { fields, body, diagnostics: fields.diagnostics }
}

/** Reads on as if the fields ended with this line, so that everything else is found too. */
function endedAt(file: string, offset: number, line: string, place: Place, message: string): Parts {
  const fields = readFields(file.slice(3, offset), file, 3)
  const start = offset + line.length
  const body = { text: file.slice(start), start }
  return { fields, body, diagnostics: [diagnostic('front-matter', place, message), ...fields.diagnostics] }
}

/** @param end where the fields look like ending */
function unclosed(file: string, end: number | undefined): Parts {
  const where = end === undefined ? '' : `, above line ${placer(file)(end).line}`
  const message = `the front matter that opens here is never closed: put a line of three hyphens (---) after the last field${where}`
  if (end !== undefined) return endedAt(file, end, '', top, message)
  return { fields: undefined, body: undefined, diagnostics: [diagnostic('front-matter', top, message)] }
}

function likelyEnd(file: string): number | undefined {
  const field = /^(?:\s|-\s|#(?!#)|["'\]}]|[\w-]+\s*:(?:\s|$)|---\s*$|$)/
  for (const { index, 1: line = '' } of file.matchAll(/(?<=\n[ \t]*\r?\n)([^\r\n]+)/g))
    if (index > 3 && !field.test(line)) return index
  return undefined
}

function takeApartToml(file: string): Parts {
  const start = file.indexOf('\n') + 1
  const [closing] = file.slice(start).matchAll(/^\+\+\+[ \t]*(?:\r?\n|$(?!\n))/gm)
  if (!closing) {
    const message =
      'the front matter that opens here is never closed: put a line of three plus signs (+++) after the last field'
    return { fields: undefined, body: undefined, diagnostics: [diagnostic('front-matter', top, message)] }
  }
  const fields = readTomlFields(file.slice(start, start + closing.index), file, start)
  const end = start + closing.index + closing[0].length
  return { fields, body: { text: file.slice(end), start: end }, diagnostics: fields.diagnostics }
}

function refused(): never {
  throw new Error('Front matter is YAML.')
}

function opening(file: string): Diagnostic | undefined {
  const first = /^[^\r\n]*/.exec(file)?.[0] ?? ''
  const problem = (message: string, column = 1) => diagnostic('front-matter', { line: 1, column }, message)
  if (/^---[^\S\n]*\r[^\n]*\S/.test(file))
    return problem(
      'the lines of this file end as on an old Mac (CR): save it with line ends of Unix or Windows (LF or CRLF)',
      4,
    )
  if (first.trimEnd() === '---') return undefined
  if (file.trim() === '')
    return problem('the file is empty: it begins with a line ---, then title, description and date')
  if (/^---+/.test(first)) {
    const rest = first.replace(/^---/, '')
    const code = /^\s*(?:js|javascript|coffee|cson|ts)\b/i.test(rest) ? '; code is never run' : ''
    return problem(
      `the first line must be three hyphens alone (---), found "${first}": fields are written as YAML${code}`,
      4,
    )
  }
  if (/^\s*---\s*$/m.test(file.slice(0, file.search(/\S/) + 4)))
    return problem('the file must begin with the line ---: remove what stands before it')
  if (/^\s*[—–-]+\s*$/.test(first))
    return problem(
      `the first line is "${first.trim()}": type three hyphens (---), a word processor makes a dash of them`,
    )
  if (/^\s*\+\+\+/.test(first))
    return problem('the first line must be three plus signs alone (+++), or three hyphens (---)')
  if (/^\s*[\w-]+:\s/.test(first))
    return problem('the line --- is missing before the first field: put it here')
  return problem(
    'there is no front matter: begin the file with a line ---, then the fields title, description and date, then a line ---',
  )
}

const field = /^[ \t]*draft[ \t]*[:=][ \t]*(["']?)(?:true|yes|on)\1[ \t]*(?:#.*)?$/im
const longestFields = 20_000

/** Also where the fields cannot be read. */
export function saysDraft(file: string): boolean {
  return draftAt(file) !== -1
}

/** -1 where nothing says so. */
export function draftAt(file: string): number {
  const head = file
    .slice(0, longestFields)
    .replace(/\r(?!\n)/g, '\n')
    .replaceAll('\r', ' ')
  const end = head.indexOf(head.startsWith('+++') ? '\n+++' : '\n---', 3)
  const fields = end === -1 ? head : head.slice(0, end + 1)
  const at = fields.search(field)
  return at === -1 ? -1 : at + fields.slice(at).search(/\S/)
}
