import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** One import at a time writes to a folder: two would each give the same address to another text. */
export function lockImport(dataDir: string): { release: () => void } | { problem: string } {
  const first = join(dataDir, 'import.lock')
  mkdirSync(dataDir, { recursive: true })
  for (let tries = 0; tries < 10; tries++) {
    const held = claim(first)
    if (held) return held
  }
  return {
    problem: 'Another import has just begun: run this one again when it has ended. Nothing was written.',
  }
}

/**
 * Who was killed left its lock behind. It is not removed, as another may have put a new one there meanwhile, but has one
 * successor: the file that names it and that can be made once.
 *
 * @returns undefined where it has changed meanwhile
 */
function claim(first: string): ReturnType<typeof lockImport> | undefined {
  const dead: { file: string; pid: string }[] = []
  for (let file = first; ; ) {
    if (made(file)) {
      if (dead.some((one) => pidIn(one.file) !== one.pid)) {
        rmSync(file, { force: true })
        return undefined
      }
      const all = [...dead.map((one) => one.file), file]
      return {
        release() {
          for (const one of all) rmSync(one, { force: true })
        },
      }
    }
    const pid = pidIn(file)
    if (pid === undefined) return undefined
    if (isRunning(Number(pid)))
      return {
        problem: `Another import is running${pid && ` (process ${pid})`}: wait until it has ended, and run this one again. Nothing was written. If none is, remove ${file}.`,
      }
    dead.push({ file, pid })
    file = `${file}.${pid}`
  }
}

function made(file: string): boolean {
  try {
    writeFileSync(file, `${process.pid}\n`, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  }
}

function pidIn(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return undefined
  }
}

/** One that has not written its number yet is at it. */
function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
