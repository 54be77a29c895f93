import { type Document, isMap, isPair, type Node, type YAMLError } from 'yaml'
import { lineAt } from '#lib/content/source.ts'
import { cutList, cutWords, endOfList, quoted, type YamlProblem } from './yaml-texts.ts'

export function explainYaml(error: YAMLError, yaml: string, document: Document): YamlProblem {
  const offset = Math.min(error.pos[0], yaml.length)
  const line = lineAt(yaml, offset)
  const field = /^\s*([\w-]+):\s*(.*)$/.exec(line.text)
  const name = field?.[1] ?? ''
  const value = field?.[2] ?? ''
  const valueStart = line.start + line.text.length - value.length
  const correct = (text: string) => (field ? `${name}: ${text}` : text)

  const tab = line.text.search(/^ *\t/)
  if (error.code === 'TAB_AS_INDENT' || tab !== -1) {
    const message = 'a tab stands here: indent with two spaces'
    return { ruleId: 'yaml-indentation', offset: line.start + line.text.indexOf('\t'), message }
  }

  const hardSpace = line.text.search(/(?<=^\s*[\w-]+:)\u00a0/)
  if (hardSpace !== -1) {
    const message = `the space after the colon is one of a word processor: type a plain one: ${line.text.trim().replace('\u00a0', ' ')}`
    return { ruleId: 'yaml-space', offset: line.start + hardSpace, message }
  }

  const mustBeQuoted = (): YamlProblem => ({
    ruleId: 'yaml-quotes',
    offset: valueStart,
    message: `a text that begins with ${value[0] ?? ''} must stand in quotes: ${correct(quoted(field ? value : line.text))}`,
  })
  const isList = listFields.has(name)
  const cutAbove = cutInLinesAbove(yaml, line.start)
  if (cutAbove) return cutAbove

  switch (error.code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      if (/^[?]/.test(value)) return mustBeQuoted()
      if (/:(\s|$)/.test(value)) {
        const message = `the text has a colon in it: put it in quotes: ${correct(quoted(value))}`
        return { ruleId: 'yaml-quotes', offset: valueStart, message }
      }
      return nextLine(yaml, line, 'this line is indented: begin each field at the start of its line')
    case 'MULTILINE_IMPLICIT_KEY': {
      if (/^\s*[\w-]+:\S/.test(line.text)) break
      const message = `this line is no field: name, colon, space, value are expected, such as ${example}. If it belongs to the text above, begin it with two spaces`
      return { ruleId: 'yaml-line', offset: line.start, message }
    }
    case 'DUPLICATE_KEY':
      return {
        ruleId: 'yaml-duplicate',
        offset,
        message: `the field "${name}" stands here a second time: keep one`,
      }
    case 'BAD_SCALAR_START':
      return {
        ruleId: 'yaml-quotes',
        offset,
        message: `a text that begins with ${yaml[offset] ?? ''} must stand in quotes: ${correct(quoted(field ? value : line.text))}`,
      }
    case 'BAD_DQ_ESCAPE':
      return {
        ruleId: 'yaml-quotes',
        offset,
        message: 'a backslash inside double quotes must be doubled: \\\\',
      }
    case 'MISSING_CHAR':
      if (/^Comments must/.test(error.message)) {
        const opened = Math.max(yaml.lastIndexOf('[', offset), yaml.lastIndexOf('{', offset))
        const cut = opened >= line.start ? cutList(yaml, opened) : undefined
        if (cut) return cut
        if (/^["']/.test(value)) return endsEarly(value, offset, correct)
      }
      if (/closing .quote/.test(error.message)) {
        const mark = error.message.includes("'") ? "'" : '"'
        const opened = openedAt(document, yaml, offset, mark)
        return (
          inNextLine(yaml, opened, mark) ?? {
            ruleId: 'yaml-quotes',
            offset: opened,
            message: `the text that ${mark} opens here is never closed: add ${mark} at its end`,
          }
        )
      }
      break
    case 'BAD_INDENT':
      if (/^Flow/.test(error.message)) {
        const opened = openedAt(document, yaml, offset, /map/.test(error.message) ? '{' : '[')
        const cut = cutList(yaml, opened)
        if (cut) return cut
        const close = yaml[opened] === '{' ? '}' : ']'
        const message = `the list that ${yaml[opened]} opens here is never closed: add ${close}`
        return { ruleId: 'yaml-list', offset: opened, message }
      }
      return (
        goesOn(yaml, line.start, document) ?? {
          ruleId: 'yaml-indentation',
          offset: line.start,
          message: 'the indentation does not fit the lines above: line it up with them',
        }
      )
    case 'UNEXPECTED_TOKEN': {
      if (isList && /^\[.*,\s*,/.test(value) && yaml[offset] === ',') {
        const message = `an entry is missing between two commas: write ${correct(value.replace(/,(?:\s*,)+/g, ','))}`
        return { ruleId: 'yaml-list', offset, message }
      }
      if (isList && /^- /.test(value)) {
        const message = `a list in one line stands in brackets: write ${correct(`[${value.replace(/^-\s+/, '').replace(/\s+-\s+/g, ', ')}]`)}`
        return { ruleId: 'yaml-list', offset: valueStart, message }
      }
      if (/^[>|[{*&!\]},]|^-(?: |$)/.test(value)) return mustBeQuoted()
      if (/^["']/.test(value)) return endsEarly(value, offset, correct)
      if (/^\s* \S/.test(yaml)) {
        const indented = yaml.search(/\S/)
        const message = 'this line is indented: begin each field at the start of its line'
        return { ruleId: 'yaml-indentation', offset: indented, message }
      }
      break
    }
  }
  if (/^[>|[{*&!%@`\]},?-]/.test(value)) return mustBeQuoted()
  if (/^\s*[\w-]+:\S/.test(line.text)) {
    const message = `a space is missing after the colon: ${line.text.trim().replace(':', ': ')}`
    return { ruleId: 'yaml-space', offset: line.start, message }
  }
  const message = `this line cannot be read: each field is name, colon, space, value, such as ${example}`
  return { ruleId: 'yaml-line', offset, message }
}

const listFields: ReadonlySet<string> = new Set(['author', 'redirectFrom', 'topics'])

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
  return mark === "'"
    ? {
        ruleId: 'yaml-quotes',
        offset,
        message: `the text ends at the quotation mark before this. For an apostrophe inside, use double quotes: ${correct(quoted(text))}`,
      }
    : {
        ruleId: 'yaml-quotes',
        offset,
        message: `the text ends at the quotation mark before this. For quotation marks inside, use single quotes outside: ${correct(`'${text.replaceAll("'", "''")}'`)}`,
      }
}

/** A text in quotes that is closed in a later line, which YAML takes only where that is indented. */
function inNextLine(yaml: string, opened: number, mark: string): YamlProblem | undefined {
  const closed = new RegExp(mark === '"' ? '(?<!\\\\)"' : "'(?!')").exec(yaml.slice(opened + 1))
  const close = closed ? opened + 1 + closed.index : -1
  const lines = yaml.slice(opened + 1, close).split(/\r?\n/)
  if (close === -1 || lines.length < 2 || lines.slice(1).some((line) => /^[\w-]+:\s|^---/.test(line)))
    return undefined
  const { text, start } = lineAt(yaml, opened)
  const before = text.slice(0, opened - start).trimStart()
  const whole = lines.map((line) => line.trim()).join(' ')
  const bracket = before.search(/[[{]/)
  const last = lineAt(yaml, close)
  const list = start + text.length - text.trimStart().length + bracket
  const end = Math.max(last.start + last.text.length, bracket === -1 ? 0 : endOfList(yaml, list))
  const rest = yaml
    .slice(close + 1, end)
    .replace(/\s+/g, ' ')
    .trimEnd()
  const message = `the text in quotes goes on in a line that is not indented: write it in one line: ${before}${mark}${whole}${mark}${rest}`
  return { ruleId: 'yaml-quotes', offset: opened, message, reach: end }
}

function cutInLinesAbove(yaml: string, start: number): YamlProblem | undefined {
  const open = Math.max(yaml.lastIndexOf('[', start), yaml.lastIndexOf('{', start))
  if (open === -1 || open >= start || endOfList(yaml, open) <= start) return undefined
  return /[^\s,[{]\s+#/.test(yaml.slice(open, start)) ? cutList(yaml, open) : undefined
}

/** A line that a # in the text above it left without a field. */
function goesOn(yaml: string, start: number, document: Document): YamlProblem | undefined {
  const values = isMap(document.contents)
    ? document.contents.items.map(({ value }) => value as Node | null)
    : []
  const value = values.findLast((node) => node?.range && node.range[0] < start)
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

export function aliasProblem(node: Node, yaml: string): YamlProblem {
  return inQuotes(node.range?.[0] ?? 0, yaml, '*')
}

export function anchorProblem(node: Node, yaml: string): YamlProblem {
  return inQuotes(markBefore(node.range?.[0] ?? 0, yaml, '&'), yaml, '&')
}

export function tagProblem(node: Node, yaml: string): YamlProblem {
  return inQuotes(markBefore(node.range?.[0] ?? 0, yaml, '!'), yaml, '!')
}

const example = 'title: Our new clinic'

function inQuotes(offset: number, yaml: string, mark: string): YamlProblem {
  const line = lineAt(yaml, offset)
  const field = /^\s*([\w-]+):\s*(.*)$/.exec(line.text)
  const isWhole = line.start + line.text.length - (field?.[2]?.length ?? 0) === offset
  const entry = /^[^\s,\]}]+/.exec(yaml.slice(offset))?.[0] ?? mark
  const correct = field && isWhole ? `: ${field[1]}: ${quoted(field[2] ?? '')}` : `: ${quoted(entry)}`
  const message = `a text that begins with ${mark} must stand in quotes${correct}`
  return { ruleId: 'yaml-quotes', offset, message }
}

function markBefore(offset: number, yaml: string, mark: string): number {
  let found = yaml.lastIndexOf(mark, offset)
  while (yaml[found - 1] === mark) found--
  return found === -1 ? offset : found
}

function openedAt(document: Document, yaml: string, offset: number, mark: string): number {
  const starts = isMap(document.contents)
    ? document.contents.items.map((pair) =>
        isPair(pair) ? (pair.value as Node | null)?.range?.[0] : undefined,
      )
    : []
  const opened = starts.findLast((start) => start !== undefined && start <= offset && yaml[start] === mark)
  return opened ?? Math.max(0, yaml.lastIndexOf(mark, offset))
}

function nextLine(yaml: string, line: { text: string; start: number }, message: string): YamlProblem {
  const next = yaml.indexOf('\n', line.start) + 1
  const indented = yaml.slice(next).search(/\S/)
  return {
    ruleId: 'yaml-indentation',
    offset: next === 0 ? line.start : next + Math.max(0, indented),
    message,
  }
}
