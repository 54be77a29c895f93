import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { family, processorSeconds, residentMemory } from './machine.ts'
import { writeWordPressExport } from './wordpress-export.ts'

/** What `npm run import` costs, with npm and all that it starts. */
export type MovingResult = {
  run: 'first' | 'again'
  seconds: number
  processorSeconds: number
  /** The most that all processes together held, in MiB. */
  memory: number
  report: string
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const betweenLooks = 100

/** An export of that size, taken in twice. @param folder is written to */
export async function measureMoving(
  folder: string,
  size: { posts: number; comments: number },
): Promise<MovingResult[]> {
  const file = join(folder, 'wordpress.xml')
  writeWordPressExport(file, size)
  const env = {
    ...process.env,
    DATA_DIR: join(folder, 'data'),
    CONTENT_DIR: join(folder, 'content'),
    DATABASE_URL: '',
  }
  mkdirSync(env.CONTENT_DIR)
  return [
    { run: 'first', ...(await measured(file, env)) },
    { run: 'again', ...(await measured(file, env)) },
  ]
}

async function measured(file: string, env: NodeJS.ProcessEnv): Promise<Omit<MovingResult, 'run'>> {
  const began = performance.now()
  const child = spawn('npm', ['run', 'import', '--', 'wordpress', file], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let report = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    report += text
  })
  let [memory, seconds, isRunning] = [0, 0, true]
  const ended = once(child, 'close').then(() => {
    isRunning = false
  })
  while (isRunning) {
    const all = family(child.pid ?? 0)
    memory = Math.max(
      memory,
      all.reduce((sum, pid) => sum + residentMemory(pid), 0),
    )
    seconds = Math.max(seconds, processorSeconds(child.pid ?? 0))
    await Promise.race([ended, pause(betweenLooks)])
  }
  if (child.exitCode !== 0) throw new Error(`The import ended with ${child.exitCode}:\n${report}`)
  return { seconds: (performance.now() - began) / 1000, processorSeconds: seconds, memory, report }
}

export function movingReportOf(results: readonly MovingResult[]): string {
  return results
    .map(
      ({ run, seconds, processorSeconds, memory, report }) =>
        `${run}: ${seconds.toFixed(0)} s, of which ${processorSeconds.toFixed(0)} s at work; at most ${memory.toFixed(0)} MiB\n${report
          .split('\n')
          .filter((line) => /^ +\d+ {2}\S/.test(line))
          .join('\n')}`,
    )
    .join('\n')
}
