/** JSON lines on standard output, one object each: `time`, `level`, `message`, then the fields given. */
export type Log = Record<Level, (message: string, fields?: Record<string, unknown>) => void>
export type Level = 'debug' | 'info' | 'warn' | 'error'

const levels: readonly Level[] = ['debug', 'info', 'warn', 'error']

/** A log that drops what is below `least`. An Error among the fields is written with its stack and causes. */
export function createLog(
  least: Level,
  write: (line: string) => void = (line) => process.stdout.write(line),
): Log {
  const at =
    (level: Level) =>
    (message: string, fields: Record<string, unknown> = {}) => {
      if (levels.indexOf(level) < levels.indexOf(least)) return
      const line = { time: new Date().toISOString(), level, message, ...fields }
      write(`${JSON.stringify(line, (_key, value) => (value instanceof Error ? told(value) : value))}\n`)
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

function told(error: Error): Record<string, unknown> {
  return { ...error, name: error.name, message: error.message, stack: error.stack, cause: error.cause }
}
