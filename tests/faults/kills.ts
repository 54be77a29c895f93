import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { testSecret } from '../support/build.ts'
import { freePort } from '../support/site.ts'
import { ask, pause, until } from './ask.ts'
import type { Lab } from './lab.ts'
import type { Run } from './run.ts'

/** The process is ended, in every way. */
/** So many mails are sent at once: of each the 250 may have been written, and not heard, when the kill came. */
const atOnce = 4

async function killed(lab: Lab, times: number): Promise<undefined> {
  for (let kill = 0; kill < times; kill++) {
    await pause(300 + Math.random() * 1_200)
    await lab.site.kill()
    await lab.site.start()
  }
}

/** Kills at the very moment at which a 250 was written. */
async function killedAfterAnswer(lab: Lab, times: number): Promise<undefined> {
  for (let kill = 0; kill < times; kill++) {
    await new Promise<void>((resolve) => {
      lab.sink.onTaken = () => {
        lab.sink.onTaken = () => undefined
        setImmediate(() => lab.site.kill().then(resolve))
      }
    })
    await lab.site.start()
  }
}

/** SIGTERM the moment after posts have left whole, each on a connection of its own. */
async function stopped(lab: Lab, rounds: number): Promise<string[]> {
  const failures: string[] = []
  for (let round = 0; round < rounds; round++) {
    const burst = lab.posts.burst(12)
    await burst.sent
    await pause(round % 10)
    const code = await lab.site.stop()
    if (code !== 0) failures.push(`SIGTERM ended it with ${code}`)
    await burst.answered
    await lab.site.start()
  }
  const unanswered = lab.posts.all.filter(({ told }) => told[0] === 0).length
  if (unanswered)
    failures.push(`${unanswered} of ${lab.posts.all.length} posts sent before SIGTERM got no answer`)
  return failures
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/** `npm start` in a process group of its own. */
function npmStart(folder: string, port: number) {
  const child = spawn('npm', ['start'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore'],
    env: {
      ...{ PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', SECRET: testSecret },
      ...{ PORT: String(port), HOST: '127.0.0.1', DATA_DIR: join(folder, 'data') },
    },
  })
  const isAlive = async () =>
    (await ask(`http://127.0.0.1:${port}/healthz`, { within: 2_000 })).status === 200
  const endAll = () => {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGKILL')
    } catch {
      // All of them have ended.
    }
  }
  return { child, isAlive, endAll }
}

async function npmKilled(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-npm-'))
  const port = await freePort()
  const first = npmStart(folder, port)
  try {
    if (!(await until(first.isAlive, 60_000))) return ['npm start did not serve']
    first.child.kill('SIGKILL')
    if (!(await until(async () => !(await first.isAlive()), 12_000)))
      return ['npm was killed, and the server is still on the port']
    const second = npmStart(folder, port)
    const serves = await until(second.isAlive, 60_000)
    second.endAll()
    return serves ? [] : ['a second npm start does not serve']
  } finally {
    first.endAll()
    rmSync(folder, { recursive: true, force: true })
  }
}

export const kills: readonly Run[] = [
  { name: 'control', what: 'no fault', isShort: true, fault: () => pause(3_000).then(() => []) },
  {
    name: 'kill',
    what: 'kill -9 at random under posts, 8 times',
    rate: 10,
    fault: (lab) => killed(lab, 8),
    isDown: true,
    most: { duplicates: 8 * atOnce, copies: 8 * atOnce },
  },
  {
    name: 'kill-after-250',
    what: 'kill -9 right after the mail server wrote 250, 6 times',
    fault: (lab) => killedAfterAnswer(lab, 6),
    isDown: true,
    most: { duplicates: 6 * atOnce, copies: 6 * atOnce },
  },
  {
    name: 'sigterm',
    what: 'SIGTERM 0 to 9 ms after 12 posts have left, 10 times',
    rate: 0,
    fault: (lab) => stopped(lab, 10),
    isDown: true,
  },
  { name: 'npm-killed', what: 'kill -9 of npm, not of the server', rate: 0, fault: npmKilled },
]
