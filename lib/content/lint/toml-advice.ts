import type { TomlError } from 'smol-toml'
import { quoted, singleBackslash } from './yaml-texts.ts'

type Line = { text: string; start: number }

/** What to write in place of a line that is no TOML. */
export function tomlAdvice({ message: said, column }: TomlError, { text, start }: Line) {
  const [, name = '', sign = '', value = ''] = /^\s*([\w-]+)\s*([:=])\s*(.*?)\s*$/.exec(text) ?? []
  const offset = start + Math.max(0, column - 1)
  const place = name && value ? start + text.length - text.trimEnd().length + text.lastIndexOf(value) : offset
  const write = (typed: string) => `write ${name} = ${typed}`
  if (sign === ':')
    return {
      offset: start,
      message: `between lines of +++ a field is name, =, value: ${write(tomlValue(value))}`,
    }
  if (/redefine/.test(said))
    return { offset, message: `the field "${name}" stands here a second time: keep one` }
  if (/escape/.test(said)) return { offset, message: singleBackslash }
  if (name && !value) return { offset: start, message: `"${name}" is empty: ${write('"…"')}, or remove it` }
  if (/^(?:true|false|yes|no|on|off)$/i.test(value))
    return { offset: place, message: write(/^(?:true|yes|on)$/i.test(value) ? 'true' : 'false') }
  if (/^["'].*[^"']$|^["']$/.test(value) && !/^(["']).*\1\s*#/.test(value))
    return {
      offset: place,
      message: `the text that ${value[0]} opens here is not closed at the end of its line: ${write(quoted(value.replace(/["']/g, '')))}`,
    }
  if (name && /^[^"'[{\d+-]/.test(value))
    return {
      offset: place,
      message: `a text stands in quotes: ${write(quoted(value.replace(/^[“”„«»]|[“”„«»]$/g, '')))}`,
    }
  const reason = /document: ([^\n]+)/.exec(said)?.[1] ?? 'it cannot be read'
  return {
    offset,
    message: `this is no TOML (${reason}): each field is name, =, value, such as title = "Our new clinic"`,
  }
}

/** A value as YAML has it. */
function tomlValue(value: string): string {
  const text = value.trim()
  if (/^(?:true|false|\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?)$/.test(text)) return text
  const [, list, fields] = /^(?:\[(.*)\]|\{(.*)\})$/s.exec(text) ?? []
  if (list !== undefined) return `[${entries(list).map(tomlValue).join(', ')}]`
  if (fields === undefined) return /^"(?:[^"\\]|\\.)*"$/.test(text) ? text : quoted(text)
  const pairs = entries(fields).map((pair) => {
    const [, name = '', inner = ''] = /^([^:]+):\s+(.*)$/.exec(pair) ?? []
    return `${/^[\w-]+$/.test(name) ? name : quoted(name)} = ${tomlValue(inner)}`
  })
  return `{ ${pairs.join(', ')} }`
}

function entries(list: string): string[] {
  return [...list.matchAll(/\s*((?:"(?:[^"\\]|\\.)*"|[^,"])+)(?:,|$)/g)].flatMap(
    ([, one]) => one?.trim() || [],
  )
}

const fields =
  'title description date updated reviewed nextReview reviewedBy expires author topics image imageAlt focus draft featured canonical redirectFrom replies series lang translations'.replaceAll(
    ' ',
    '|',
  )
/** Up to where what is to be written ends. */
const written = new RegExp(
  `\\b(${fields}): (\\[[^\\]]*\\]|\\{[^}]*\\}|"(?:[^"\\\\]|\\\\.)*"|[^"]*?)(?=$|, or (?:remove|leave|write)|, and content/|, for this one| to publish| is no field|; found|\\)$)`,
  'g',
)

/** Advice is worded as YAML: here it is as it would be typed between lines of +++. */
export function inToml(message: string): string {
  return message
    .replace(written, (_all, name: string, value: string) => `${name} = ${tomlValue(value)}`)
    .replace('begin it at the start of its line', 'write it above the first line in brackets')
}
