import { type Document, isMap, isPair, type Node, type YAMLError } from 'yaml'
import { lineAt } from './source.ts'

/** A slip whose place is counted from the start of the fields. */
export type Told = { offset: number; message: string }

/** What a YAML error means to someone who never heard of YAML, and where the cause stands. */
export function yamlWords(error: YAMLError, yaml: string, document: Document): Told {
  const offset = Math.min(error.pos[0], yaml.length)
  const line = lineAt(yaml, offset)
  const field = /^\s*([\w-]+):\s*(.*)$/.exec(line.text)
  const name = field?.[1] ?? ''
  const value = field?.[2] ?? ''
  const valueStart = line.start + line.text.length - value.length
  const correct = (text: string) => (field ? `${name}: ${text}` : text)

  const tab = line.text.search(/^ *\t/)
  if (error.code === 'TAB_AS_INDENT' || tab !== -1)
    return {
      offset: line.start + line.text.indexOf('\t'),
      message: 'a tab stands here: indent with two spaces',
    }

  const hardSpace = line.text.search(/(?<=^\s*[\w-]+:)\u00a0/)
  if (hardSpace !== -1)
    return {
      offset: line.start + hardSpace,
      message: `the space after the colon is one of a word processor: type a plain one: ${line.text.trim().replace('\u00a0', ' ')}`,
    }

  switch (error.code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      if (/:(\s|$)/.test(value))
        return {
          offset: valueStart,
          message: `the text has a colon in it: put it in quotes: ${correct(quoted(value))}`,
        }
      return nextLine(yaml, line, 'this line is indented: begin each field at the start of its line')
    case 'MULTILINE_IMPLICIT_KEY':
      if (/^\s*[\w-]+:\S/.test(line.text)) break
      return {
        offset: line.start,
        message: `this line is no field: name, colon, space, value are expected, such as ${example}`,
      }
    case 'DUPLICATE_KEY':
      return { offset, message: `the field "${name}" stands here a second time: keep one` }
    case 'BAD_SCALAR_START':
      return {
        offset,
        message: `a text that begins with ${yaml[offset] ?? ''} must stand in quotes: ${correct(quoted(field ? value : line.text))}`,
      }
    case 'BAD_DQ_ESCAPE':
      return { offset, message: 'a backslash inside double quotes must be doubled: \\\\' }
    case 'MISSING_CHAR':
      if (/closing .quote/.test(error.message)) {
        const mark = error.message.includes("'") ? "'" : '"'
        const opened = openedAt(document, yaml, offset, mark)
        return {
          offset: opened,
          message: `the text that ${mark} opens here is never closed: add ${mark} at its end`,
        }
      }
      break
    case 'BAD_INDENT':
      if (/^Flow/.test(error.message)) {
        const opened = openedAt(document, yaml, offset, /map/.test(error.message) ? '{' : '[')
        const close = yaml[opened] === '{' ? '}' : ']'
        return {
          offset: opened,
          message: `the list that ${yaml[opened]} opens here is never closed: add ${close}`,
        }
      }
      return {
        offset: line.start,
        message: 'the indentation does not fit the lines above: line it up with them',
      }
    case 'UNEXPECTED_TOKEN': {
      if (/^[>|]/.test(value) || /^- /.test(value))
        return {
          offset: valueStart,
          message: `a text that begins with ${value[0]} must stand in quotes: ${correct(quoted(field ? value : line.text))}`,
        }
      if (/^[[{*&!]/.test(value))
        return {
          offset: valueStart,
          message: `a text that begins with ${value[0]} must stand in quotes: ${correct(quoted(value))}`,
        }
      if (/^'/.test(value))
        return {
          offset,
          message: `the text ends at the quotation mark before this. For an apostrophe inside, use double quotes: ${correct(quoted(value.replace(/^'|'$/g, '')))}`,
        }
      if (/^"/.test(value))
        return {
          offset,
          message: `the text ends at the quotation mark before this. For quotation marks inside, use single quotes outside: ${correct(`'${value.replace(/^"|"$/g, '').replaceAll("'", "''")}'`)}`,
        }
      if (/^\s* \S/.test(yaml)) {
        const indented = yaml.search(/\S/)
        return {
          offset: indented,
          message: 'this line is indented: begin each field at the start of its line',
        }
      }
      break
    }
  }
  if (/^\s*[\w-]+:\S/.test(line.text))
    return {
      offset: line.start,
      message: `a space is missing after the colon: ${line.text.trim().replace(':', ': ')}`,
    }
  return {
    offset,
    message: `this line cannot be read: each field is name, colon, space, value, such as ${example}`,
  }
}

export function aliasWords(node: Node, yaml: string): Told {
  return inQuotes(node.range?.[0] ?? 0, yaml, '*')
}

export function anchorWords(node: Node, yaml: string): Told {
  return inQuotes(markBefore(node.range?.[0] ?? 0, yaml, '&'), yaml, '&')
}

export function tagWords(node: Node, yaml: string): Told {
  return inQuotes(markBefore(node.range?.[0] ?? 0, yaml, '!'), yaml, '!')
}

const example = 'title: Our new clinic'

function inQuotes(offset: number, yaml: string, mark: string): Told {
  const line = lineAt(yaml, offset)
  const field = /^\s*([\w-]+):\s*(.*)$/.exec(line.text)
  const isWhole = line.start + line.text.length - (field?.[2]?.length ?? 0) === offset
  const entry = /^[^\s,\]}]+/.exec(yaml.slice(offset))?.[0] ?? mark
  const correct = field && isWhole ? `: ${field[1]}: ${quoted(field[2] ?? '')}` : `: ${quoted(entry)}`
  return { offset, message: `a text that begins with ${mark} must stand in quotes${correct}` }
}

function markBefore(offset: number, yaml: string, mark: string): number {
  let found = yaml.lastIndexOf(mark, offset)
  while (yaml[found - 1] === mark) found--
  return found === -1 ? offset : found
}

/** Where `mark` opened what the parser still had open at `offset`. */
function openedAt(document: Document, yaml: string, offset: number, mark: string): number {
  const starts = isMap(document.contents)
    ? document.contents.items.map((pair) =>
        isPair(pair) ? (pair.value as Node | null)?.range?.[0] : undefined,
      )
    : []
  const opened = starts.findLast((start) => start !== undefined && start <= offset && yaml[start] === mark)
  return opened ?? Math.max(0, yaml.lastIndexOf(mark, offset))
}

function nextLine(yaml: string, line: { text: string; start: number }, message: string): Told {
  const next = yaml.indexOf('\n', line.start) + 1
  const indented = yaml.slice(next).search(/\S/)
  return { offset: next === 0 ? line.start : next + Math.max(0, indented), message }
}

function quoted(text: string): string {
  return `"${text.trim().replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}
