import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { styleText } from 'node:util'
import type { FileDiagnostic } from './diagnostic.ts'

type Printable = Pick<FileDiagnostic, 'file' | 'line' | 'column' | 'message'> &
  Partial<Pick<FileDiagnostic, 'severity'>>

/** `content/articles/x.mdx:3:14: message`; with its source also the line and a caret. */
export function formatDiagnostic(
  fault: Printable,
  options: { source?: string; colour?: boolean } = {},
): string {
  const { file, line, column, message } = fault
  const styled = (style: 'bold' | 'dim' | 'red', text: string) =>
    options.colour ? styleText(style, text, { validateStream: false }) : text
  const isWarning = fault.severity === 'warning' ? styled('dim', ' (warning)') : ''
  const head = `${styled('bold', `${file}:${line}:${column}:`)} ${message}${isWarning}`
  const typed = options.source?.replace(/^\ufeff/, '').split(/\r?\n/)[line - 1]
  if (typed === undefined || !typed.trim()) return head
  const { text, caret } = excerpt(typed, column)
  const number = String(line)
  return `${head}\n${styled('dim', `  ${number} | `)}${text}\n${styled('dim', `  ${' '.repeat(number.length)} | `)}${caret}${styled('red', '^')}`
}

export function formatAnnotation({ file, line, column, message, severity = 'error' }: Printable): string {
  const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
  return `::${severity} file=${property(file)},line=${line},col=${column}::${data(message)}`
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

const widest = 100

/** Control characters are shown as such, so that no file can steer a terminal. */
function excerpt(line: string, column: number): { text: string; caret: string } {
  const from = line.length > widest && column > widest - 20 ? column - 1 - Math.floor(widest / 2) : 0
  const part = line.slice(from, from + widest)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these steer a terminal
  const text = part.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd')
  const before = text.slice(0, column - 1 - from)
  const start = from ? '…' : ''
  // A tab is as wide below as above; a wide letter takes two places.
  const caret = before.replace(/[^\t]/gu, (letter) => (isWide(letter) ? '  ' : ' '))
  return { text: start + text + (from + widest < line.length ? '…' : ''), caret: (from ? ' ' : '') + caret }
}

function isWide(letter: string): boolean {
  return /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
    letter,
  )
}

type ShownDiagnostic = { fault: FileDiagnostic; excerpt?: string }

export async function withExcerpts(faults: readonly FileDiagnostic[]): Promise<ShownDiagnostic[]> {
  const sources = new Map<string, Promise<string | undefined>>()
  const sourceOf = (file: string) => {
    const source = sources.get(file) ?? readFile(resolve(file), 'utf8').catch(() => undefined)
    sources.set(file, source)
    return source
  }
  return await Promise.all(
    faults.map(async (fault) => {
      const source = await sourceOf(fault.file)
      const [, ...lines] = source === undefined ? [] : formatDiagnostic(fault, { source }).split('\n')
      return { fault, ...(lines.length ? { excerpt: lines.join('\n') } : {}) }
    }),
  )
}
