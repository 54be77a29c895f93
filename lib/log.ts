import type { Finding } from '#lib/health.ts'
import { createOutput, type Output, sendTo } from './output.ts'

export type Log = Record<Level, (message: string, fields?: Record<string, unknown>) => void>
export type Level = 'debug' | 'info' | 'warn' | 'error'

const levels: readonly Level[] = ['debug', 'info', 'warn', 'error']

/** Characters. */
const longestText = 10_000
const longestLine = 100_000

/** Never throws, whatever the fields are. @param write takes one line; it must not throw */
export function createLog(
  least: Level,
  write: (line: string) => void = openLogOutput().write,
  mask: (text: string) => string = (text) => text,
): Log {
  const at =
    (level: Level) =>
    (message: string, fields: Record<string, unknown> = {}) => {
      if (levels.indexOf(level) >= levels.indexOf(least)) write(encode(level, message, fields, mask))
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

export function openLogOutput(onTrouble?: (error: Error) => void): Output {
  return createOutput(sendTo(1), {
    notice: (dropped) =>
      encode('warn', 'log lines were dropped: standard output did not take them', { dropped }),
    ...(onTrouble && { onTrouble }),
  })
}

export function logFindings(output: Pick<Output, 'dropped'>): Finding[] {
  const dropped = output.dropped()
  if (!dropped) return []
  const message = `Standard output takes no log: ${dropped} lines were dropped. Look at what reads it, or at the disk.`
  return [{ severity: 'warning', message }]
}

type Mask = (text: string) => string

function encode(level: Level, message: string, fields: Record<string, unknown>, mask?: Mask): string {
  const start = { time: new Date().toISOString(), level, message: (mask ?? String)(shortened(message)) }
  try {
    const line = JSON.stringify({ ...start, ...fields }, shown(mask))
    if (line.length <= longestLine) return `${line}\n`
    return `${JSON.stringify({ ...start, dropped: `fields of ${line.length} characters` })}\n`
  } catch (error) {
    const dropped = `fields that cannot be written: ${error instanceof Error ? error.name : typeof error}`
    return `${JSON.stringify({ ...start, dropped })}\n`
  }
}

function shown(mask: Mask = (text) => text): (this: unknown, key: string, value: unknown) => unknown {
  const within: { came: unknown; written: unknown }[] = []
  return function (_key, value) {
    while (within.length && within.at(-1)?.written !== this) within.pop()
    if (typeof value === 'bigint') return `${value}`
    if (typeof value === 'string') return mask(shortened(value))
    if (typeof value !== 'object' || value === null) return value
    if (within.some(({ came }) => came === value)) return '[circular]'
    const written = value instanceof Error ? told(value) : value
    within.push({ came: value, written })
    return written
  }
}

function shortened(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}… (${text.length} characters)` : text
}

/** What drivers add to an error that may hold what a person typed: a row, or an address with its password. */
const ofPersons = new Set(['detail', 'where', 'input'])

function told(error: Error): Record<string, unknown> {
  const plain = Object.entries(error).filter(
    ([name, value]) => (typeof value !== 'object' || value instanceof Error) && !ofPersons.has(name),
  )
  return {
    ...Object.fromEntries(plain),
    name: error.name,
    message: error.message,
    stack: error.stack,
    cause: error.cause,
  }
}
