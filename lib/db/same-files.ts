import { type BigIntStats, realpathSync, statSync } from 'node:fs'
import type { Finding } from '#lib/health.ts'
import type { Log } from '#lib/log.ts'
import { DatabaseUnavailable } from './errors.ts'

const message =
  'The database file was replaced or removed: stop the site, put the file back or restore a backup, and start again.'

export type SameFiles = {
  /** @throws DatabaseUnavailable when what is stored now would not be found at the next start */
  check(): void
  logBytes(): number
  findings(): readonly Finding[]
}

/** SQLite does not look itself, and writes on to a file that was removed or replaced. See docs/decisions/0003. */
export function watchFiles(file: string, log: Log | undefined): SameFiles {
  // SQLite keeps its other files beside the file itself, not beside a link to it.
  const real = realpathSync(file)
  const paths = [file, `${real}-wal`, `${real}-shm`]
  const opened = paths.map((path) => statAt(path))
  let logBytes = 0
  let lost: string | undefined

  function look(): string | undefined {
    for (const [index, path] of paths.entries()) {
      const now = statAt(path)
      const then = opened[index]
      if (!now) return `${path} is not there any more.`
      if (now.ino !== then?.ino || now.dev !== then.dev) return `${path} is another file than the open one.`
      if (index === 0 && now.size === 0n) return `${path} was emptied.`
      if (index === 1) logBytes = Number(now.size)
    }
    return undefined
  }

  function learn(): string | undefined {
    const found = look()
    if (found && !lost) log?.error(message, { file, found })
    if (!found && lost) log?.info('The database file is at its place again', { file })
    lost = found
    return found
  }

  return {
    check() {
      const found = learn()
      if (found) throw new DatabaseUnavailable(message, { cause: new Error(found) })
    },
    logBytes: () => logBytes,
    findings() {
      const found = learn()
      return found ? [{ severity: 'problem', message, detail: found }] : []
    },
  }
}

/** Also where the folder cannot be looked into: what cannot be seen cannot be relied on. */
function statAt(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true })
  } catch {
    return undefined
  }
}
