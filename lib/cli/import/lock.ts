import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** One import at a time writes to a folder: two would each give the same address to another text. */
export function lockImport(dataDir: string): { release: () => void } | { problem: string } {
  const file = join(dataDir, 'import.lock')
  mkdirSync(dataDir, { recursive: true })
  for (let tries = 0; tries < 2; tries++) {
    try {
      writeFileSync(file, `${process.pid}\n`, { flag: 'wx', mode: 0o600 })
      return { release: () => rmSync(file, { force: true }) }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const pid = Number(readFileSync(file, 'utf8').trim())
    if (isRunning(pid))
      return {
        problem: `Another import is running (process ${pid}): wait until it has ended, and run this one again. Nothing was written. If none is, remove ${file}.`,
      }
    // It was killed.
    rmSync(file, { force: true })
  }
  return {
    problem: `Another import has just begun: run this one again when it has ended. Nothing was written.`,
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
