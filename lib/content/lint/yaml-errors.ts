import { type Document, isMap, type Node, type YAMLError } from 'yaml'
import { lineAt } from '#lib/content/source.ts'
import type { Dialect } from './yaml-dialect.ts'
import {
  cutList,
  cutWords,
  endOfList,
  mustBeQuoted,
  oneLine,
  quoted,
  singleBackslash,
  type YamlProblem,
} from './yaml-texts.ts'

/** The field in the line of an offset: its value is empty where there is none. */
function fieldAt(yaml: string, offset: number) {
  const line = lineAt(yaml, offset)
  const [, name = '', value = ''] = /^\s*(?:- +)?([\w.-]+):\s*(.*)$/.exec(line.text) ?? []
  return {
    line,
    name,
    value,
    start: line.start + line.text.length - value.length,
    with: (text: string) => (name ? `${name}: ${text}` : text),
  }
}

export function explainYaml(
  error: YAMLError,
  yaml: string,
  document: Document,
  { example, holdsFields }: Dialect,
): YamlProblem {
  const offset = Math.min(error.pos[0], yaml.length)
  const field = fieldAt(yaml, offset)
  const { line, name, value } = field

  if (error.code === 'TAB_AS_INDENT' || /^ *\t/.test(line.text)) {
    const message = 'a tab stands here: indent with two spaces'
    return { ruleId: 'yaml-indentation', offset: line.start + line.text.indexOf('\t'), message }
  }

  const hardSpace = line.text.search(/(?<=^\s*[\w.-]+:)\u00a0/)
  if (hardSpace !== -1) {
    const message = `the space after the colon is one of a word processor: type a plain one: ${line.text.trim().replace('\u00a0', ' ')}`
    return { ruleId: 'yaml-space', offset: line.start + hardSpace, message }
  }

  const beginsWith = (at: number, mark = '') =>
    mustBeQuoted(at, mark, field.with(quoted(name ? value : line.text)))
  const cutAbove = cutInLinesAbove(yaml, line.start)
  if (cutAbove) return cutAbove

  switch (error.code) {
    case 'BLOCK_AS_IMPLICIT_KEY': {
      if (/^[?]/.test(value)) return beginsWith(field.start, value[0])
      if (/:(\s|$)/.test(value)) {
        const message = `the text has a colon in it: put it in quotes: ${field.with(quoted(value))}`
        return { ruleId: 'yaml-quotes', offset: field.start, message }
      }
      if (value && holdsFields(name)) {
        const message = `"${name}" has its fields on the lines below it: leave nothing behind its colon`
        return { ruleId: 'yaml-line', offset: field.start, message }
      }
      const next = yaml.indexOf('\n', line.start) + 1
      return indented(next ? next + Math.max(0, yaml.slice(next).search(/\S/)) : line.start)
    }
    case 'MULTILINE_IMPLICIT_KEY': {
      if (/^\s*[\w.-]+:\S/.test(line.text)) break
      const message = `this line is no field: name, colon, space, value are expected, such as ${example}. If it belongs to the text above, begin it with two spaces`
      return { ruleId: 'yaml-line', offset: line.start, message }
    }
    case 'DUPLICATE_KEY': {
      const message = `the field "${name}" stands here a second time: keep one`
      return { ruleId: 'yaml-duplicate', offset, message }
    }
    case 'BAD_SCALAR_START':
      return beginsWith(offset, yaml[offset])
    case 'BAD_DQ_ESCAPE':
      return { ruleId: 'yaml-quotes', offset, message: singleBackslash }
    case 'MISSING_CHAR':
      if (/^Comments must/.test(error.message)) {
        const opened = Math.max(yaml.lastIndexOf('[', offset), yaml.lastIndexOf('{', offset))
        const cut = opened >= line.start ? cutList(yaml, opened) : undefined
        if (cut) return cut
        if (/^["']/.test(value)) return endsEarly(value, offset, field.with)
      }
      if (/closing .quote/.test(error.message)) {
        const mark = error.message.includes("'") ? "'" : '"'
        const opened = openedAt(document, yaml, offset, mark)
        const message = `the text that ${mark} opens here is never closed: add ${mark} at its end`
        return inNextLine(yaml, opened, mark) ?? { ruleId: 'yaml-quotes', offset: opened, message }
      }
      break
    case 'BAD_INDENT': {
      if (/^Flow/.test(error.message)) {
        const opened = openedAt(document, yaml, offset, /map/.test(error.message) ? '{' : '[')
        const close = yaml[opened] === '{' ? '}' : ']'
        const message = `the list that ${yaml[opened]} opens here is never closed: add ${close}`
        return cutList(yaml, opened) ?? { ruleId: 'yaml-list', offset: opened, message }
      }
      const message = 'the indentation does not fit the lines above: line it up with them'
      return goesOn(yaml, line.start, document) ?? { ruleId: 'yaml-indentation', offset: line.start, message }
    }
    case 'UNEXPECTED_TOKEN': {
      const isList = listFields.has(name)
      if (isList && /^\[.*,\s*,/.test(value) && yaml[offset] === ',') {
        const message = `an entry is missing between two commas: write ${field.with(value.replace(/,(?:\s*,)+/g, ','))}`
        return { ruleId: 'yaml-list', offset, message }
      }
      if (isList && /^- /.test(value)) {
        const message = `a list in one line stands in brackets: write ${field.with(`[${value.replace(/^-\s+/, '').replace(/\s+-\s+/g, ', ')}]`)}`
        return { ruleId: 'yaml-list', offset: field.start, message }
      }
      if (/^[>|[{*&!\]},]|^-(?: |$)/.test(value)) return beginsWith(field.start, value[0])
      if (/^["']/.test(value)) return endsEarly(value, offset, field.with)
      if (/^\s* \S/.test(yaml)) return indented(yaml.search(/\S/))
    }
  }
  if (/^[>|[{*&!%@`\]},?-]/.test(value)) return beginsWith(field.start, value[0])
  if (/^\s*[\w.-]+:\S/.test(line.text)) {
    const message = `a space is missing after the colon: ${line.text.trim().replace(':', ': ')}`
    return { ruleId: 'yaml-space', offset: line.start, message }
  }
  const message = `this line cannot be read: each field is name, colon, space, value, such as ${example}`
  return { ruleId: 'yaml-line', offset, message }
}

const listFields: ReadonlySet<string> = new Set([
  ...['author', 'redirectFrom', 'topics'],
  ...['address', 'holidays', 'shareTargets'],
])

function indented(offset: number): YamlProblem {
  const message = 'this line is indented: begin each field at the start of its line'
  return { ruleId: 'yaml-indentation', offset, message }
}

/** A text in quotes with something behind them: either they are part of the text, or some stand within it. */
function endsEarly(value: string, offset: number, correct: (text: string) => string): YamlProblem {
  const mark = value[0] ?? ''
  const within = value.length > 1 && value.endsWith(mark) ? value.slice(1, -1) : value
  const first = within.indexOf(mark)
  // Words in quotes at both ends are no text in quotes.
  const isWhole =
    mark === '"' &&
    /^["]\S/.test(value) &&
    first > 0 &&
    /\S/.test(within[first - 1] ?? '') &&
    !/\w/.test(within[first + 1] ?? '')
  const text = isWhole ? value : within
  const advice =
    mark === "'"
      ? `For an apostrophe inside, use double quotes: ${correct(quoted(text))}`
      : `For quotation marks inside, use single quotes outside: ${correct(`'${text.replaceAll("'", "''")}'`)}`
  return {
    ruleId: 'yaml-quotes',
    offset,
    message: `the text ends at the quotation mark before this. ${advice}`,
  }
}

/** A text in quotes that is closed in a later line, which YAML takes only where that is indented. */
function inNextLine(yaml: string, opened: number, mark: string): YamlProblem | undefined {
  const closed = new RegExp(mark === '"' ? '(?<!\\\\)"' : "'(?!')").exec(yaml.slice(opened + 1))
  const close = closed ? opened + 1 + closed.index : -1
  const lines = yaml.slice(opened + 1, close).split(/\r?\n/)
  if (close === -1 || lines.length < 2 || lines.slice(1).some((line) => /^[\w.-]+:\s|^---/.test(line)))
    return undefined
  const { text, start } = lineAt(yaml, opened)
  const before = text.slice(0, opened - start).trimStart()
  const whole = lines.map((line) => line.trim()).join(' ')
  const bracket = before.search(/[[{]/)
  const last = lineAt(yaml, close)
  const list = start + text.length - text.trimStart().length + bracket
  const end = Math.max(last.start + last.text.length, bracket === -1 ? 0 : endOfList(yaml, list))
  const rest = oneLine(yaml.slice(close + 1, end)).trimEnd()
  const message = `the text in quotes goes on in a line that is not indented: write it in one line: ${before}${mark}${whole}${mark}${rest}`
  return { ruleId: 'yaml-quotes', offset: opened, message, reach: end, quote: [opened, close] }
}

function cutInLinesAbove(yaml: string, start: number): YamlProblem | undefined {
  const open = Math.max(yaml.lastIndexOf('[', start), yaml.lastIndexOf('{', start))
  if (open === -1 || open >= start || endOfList(yaml, open) <= start) return undefined
  return /[^\s,[{]\s+#/.test(yaml.slice(open, start)) ? cutList(yaml, open) : undefined
}

/** A line that a # in the text above it left without a field. */
function goesOn(yaml: string, start: number, document: Document): YamlProblem | undefined {
  const value = valuesIn(document).findLast((node) => node?.range && node.range[0] < start)
  const end = value?.range?.[1]
  const space = end === undefined ? undefined : /^\s*(?=#)/.exec(yaml.slice(end, start))?.[0]
  if (!value?.range || end === undefined || space === undefined) return undefined
  const next = lineAt(yaml, start)
  if (space.includes('\n')) {
    const message = 'a comment cannot stand within a text: put it above the field'
    return { ruleId: 'yaml-comment', offset: end + space.length, message, reach: next.start }
  }
  const problem = cutWords(yaml, value.range[0], end + space.length)
  const rest = next.text.trim().replaceAll('\\', '\\\\').replaceAll('"', '\\"')
  return { ...problem, reach: next.start, message: problem.message.replace(/"$/, ` ${rest}"`) }
}

/** An alias, an anchor or a tag of YAML, which its writer meant as a text. */
export function markProblem(node: Node, yaml: string, mark: '*' | '&' | '!'): YamlProblem {
  let offset = yaml.lastIndexOf(mark, node.range?.[0])
  while (yaml[offset - 1] === mark) offset--
  const field = fieldAt(yaml, offset)
  const entry = /^[^\s,\]}]+/.exec(yaml.slice(offset))?.[0] ?? mark
  const isWhole = field.name && field.start === offset
  return mustBeQuoted(offset, mark, isWhole ? field.with(quoted(field.value)) : quoted(entry))
}

function valuesIn({ contents }: Document): (Node | null)[] {
  return isMap(contents) ? contents.items.map(({ value }) => value as Node | null) : []
}

function openedAt(document: Document, yaml: string, offset: number, mark: string): number {
  const starts = valuesIn(document).flatMap((node) => node?.range?.[0] ?? [])
  const opened = starts.findLast((start) => start <= offset && yaml[start] === mark)
  return opened ?? Math.max(0, yaml.lastIndexOf(mark, offset))
}
