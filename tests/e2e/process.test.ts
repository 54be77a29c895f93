import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { testSecret } from '../support/build.ts'
import { aReply, postForm, readForm } from '../support/forms.ts'
import { childrenOf, drawingFor } from '../support/processes.ts'
import { freePort, type Site, startSite } from '../support/site.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const article = '/articles/the-value-of-social-media-for-healthcare'
let site: Site | undefined
afterEach(async () => {
  await site?.remove()
  site = undefined
})

let replies = 0
/** Sends a reply, which makes a log line; the answer's status. */
async function reply(url: string): Promise<number> {
  const form = await readForm(url + article, 'reply')
  return (await postForm(form, { ...aReply, comment: `Number ${++replies} ${url}` })).status
}

const alive = async (url: string) => (await fetch(`${url}/healthz`)).status
const warnings = async (url: string) => (await (await fetch(`${url}/readyz`)).json()).warnings.join()

/** The niceness of each of its threads, by name. */
function nicenessIn(pid: number): [name: string, nice: number][] {
  const threads = `/proc/${pid}/task`
  return readdirSync(threads).map((id) => {
    const fields =
      readFileSync(join(threads, id, 'stat'), 'utf8')
        .split(') ')
        .at(-1)
        ?.split(' ') ?? []
    return [readFileSync(join(threads, id, 'comm'), 'utf8').trim(), Number(fields[16])]
  })
}

/** For NODE_OPTIONS: a fault of the program, at SIGUSR2. */
function withFault(code: string): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-fault-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'fault.mjs')
  writeFileSync(file, `process.on('SIGUSR2', () => { ${code} })`)
  return { NODE_OPTIONS: `--import=${file}` }
}

test('whoever answers comes before the threads of the engine', async () => {
  site = await startSite()
  const pid = site.pid()
  await expect.poll(() => new Map(nicenessIn(pid)).get('V8Worker')).toBeGreaterThan(0)
  const others = nicenessIn(pid).filter(
    ([name, nice]) => name !== 'V8Worker' && name !== 'search-index' && nice > 0,
  )
  expect(others).toEqual([])
})

test('a site whose log nobody reads any more goes on, and says so', async () => {
  site = await startSite()
  site.process().stdout?.destroy()
  for (let sent = 0; sent < 3; sent++) expect(await reply(site.url)).toBe(303)
  await expect.poll(() => warnings(site?.url ?? '')).toContain('Standard output takes no log')
  expect(await alive(site.url)).toBe(200)
  expect(await site.stop()).toBe(0)
})

test('a site whose log is on a full disk starts, goes on, and says so', async () => {
  site = await startSite({ log: openSync('/dev/full', 'w') })
  for (let sent = 0; sent < 3; sent++) expect(await reply(site.url)).toBe(303)
  expect(await warnings(site.url)).toContain('Standard output takes no log')
  expect(await site.stop()).toBe(0)
})

test('a reader of the log that stands still holds nobody up, and is told how many lines it missed', async () => {
  const line = 'console.log("x".repeat(1000))'
  site = await startSite({ env: withFault(`for (let sent = 0; sent < 5000; sent++) ${line}`) })
  const { stdout } = site.process()
  stdout?.pause()
  // A line that the site logs by itself may still find room in between, and tells of what was dropped before it.
  await expect
    .poll(() => {
      process.kill(site?.pid() ?? 0, 'SIGUSR2')
      return warnings(site?.url ?? '')
    })
    .toContain('Standard output takes no log')
  expect([await reply(site.url), await alive(site.url)]).toEqual([303, 200])
  stdout?.resume()
  // Lines pass again as soon as what waits has been read.
  await expect
    .poll(async () => {
      await reply(site?.url ?? '')
      return site?.log()
    })
    .toMatch(/"message":"log lines were dropped[^\n]*"dropped":\d{4,}\}\n/)
  expect(await warnings(site.url)).not.toContain('Standard output')
  for (const line of site.log().trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow()
})

test.each([
  ['an exception that nobody caught', 'throw new Error("a fault of the tests")'],
  ['a promise of nobody’s', 'Promise.reject(new Error("a fault of the tests"))'],
])('%s ends the site with 1, and stands in the log', async (_name, fault) => {
  site = await startSite({ env: withFault(fault) })
  expect(await alive(site.url)).toBe(200)
  const ended = once(site.process(), 'close')
  process.kill(site.pid(), 'SIGUSR2')
  expect((await ended)[0]).toBe(1)
  expect(site.log()).toMatch(/"level":"error"[^\n]*a fault of the tests/)
})

test('an exception that nobody caught ends the site with 1 when its log cannot be written either', async () => {
  site = await startSite({ env: withFault('throw new Error("a fault of the tests")') })
  site.process().stdout?.destroy()
  site.process().stderr?.destroy()
  await reply(site.url)
  const ended = once(site.process(), 'exit')
  process.kill(site.pid(), 'SIGUSR2')
  expect((await ended)[0]).toBe(1)
})

/** A shell of its own process group, as a person types into it; what it wrote to standard error. */
async function type(command: string, env: Record<string, string> = {}) {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-shell-'))
  const shell = spawn('/bin/sh', ['-c', command], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE: process.execPath,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: join(folder, 'data'),
      SECRET: testSecret,
      ...env,
    },
  })
  onTestFinished(async () => {
    if (shell.pid) killGroup(shell)
    await free(port)
    rmSync(folder, { recursive: true })
  })
  let steps = ''
  shell.stderr.on('data', (chunk) => {
    steps += chunk
  })
  await expect.poll(() => steps).toContain('Serving ')
  return { shell, port, url: `http://localhost:${port}`, steps: () => steps }
}

function killGroup(shell: ChildProcess): void {
  try {
    process.kill(-(shell.pid ?? 0), 'SIGKILL')
  } catch {
    // Nobody of it is left.
  }
}

/** Waits until nobody listens on the port. */
async function free(port: number): Promise<void> {
  const isTaken = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
  await expect.poll(isTaken).toBe(false)
}

test.each([
  'npm start | head -1',
  'npm start > /dev/full',
  'npm start 2>&1 >/dev/null | grep --line-buffered Serving >&2',
])('%s serves', async (command) => {
  const { url, shell, port } = await type(command)
  for (let sent = 0; sent < 2; sent++) expect(await reply(url)).toBe(303)
  expect(await alive(url)).toBe(200)
  process.kill(-(shell.pid ?? 0), 'SIGTERM')
  await free(port)
})

test('whoever kills npm leaves no orphan on the port', async () => {
  const { url, port, shell } = await type('exec npm start')
  expect(await alive(url)).toBe(200)
  shell.kill('SIGKILL')
  await free(port)
})

test('whoever kills the starter, which runs on a Node.js of the machine, leaves no orphan on the port', async () => {
  const starter =
    'const { spawn } = require("node:child_process");' +
    'spawn(process.env.NODE, ["lib/cli/start.mjs"], { stdio: ["inherit", "inherit", "inherit", "ipc"] })'
  const { url, port, shell } = await type(`exec "$NODE" -e '${starter}'`)
  expect(await alive(url)).toBe(200)
  shell.kill('SIGKILL')
  await free(port)
})

test.each([
  ['"$NODE" lib/cli/start.mjs & sleep 1', {}],
  ['nohup "$NODE" lib/cli/start.mjs & sleep 1', { npm_lifecycle_script: 'nohup node lib/cli/start.mjs &' }],
  // As npm, which ends by its own first line on a full disk.
  [
    '"$NODE" lib/cli/start.mjs > /dev/full & sleep 1',
    { npm_lifecycle_script: 'exec node lib/cli/start.mjs' },
  ],
])('%s outlives the shell', async (command, env) => {
  const { url, shell } = await type(command, env)
  if (shell.exitCode === null) await once(shell, 'exit')
  // Whoever watches the parent has looked by then.
  const uptime = async () =>
    Number(/^process_uptime_seconds (\d+)/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1])
  const before = await uptime()
  await expect.poll(uptime).toBeGreaterThan(before + 1)
  expect(await alive(url)).toBe(200)
})

test('an address of the database with a password is told without it', async () => {
  const started = startSite({ env: { DATABASE_URL: 'postgres://site:hunter2-of-ours@127.0.0.1:1/x' } })
  const error: unknown = await started.catch((error: unknown) => error)
  // A site that serves without its database says it in its log.
  if (!(error instanceof Error)) site = await started
  const told = () => `${error instanceof Error ? error.message : site?.log()}`
  await expect.poll(told).toContain('127.0.0.1')
  expect(told()).not.toContain('hunter2')
})

test('pictures are drawn by a process without secrets, which ends at rest, and whose end ends nothing', async () => {
  site = await startSite()
  const { url } = site
  const pid = site.pid()
  const picture = (width: number) => `/pictures/${width}${article}/cover.png`
  const statusOf = async (path: string) => (await fetch(url + path)).status
  expect(await statusOf(picture(480))).toBe(200)
  const [first = 0] = drawingFor(pid)
  expect(readFileSync(`/proc/${first}/environ`, 'utf8')).not.toContain(testSecret)
  await expect.poll(() => childrenOf(pid)).toEqual([])
  expect(await statusOf(picture(800))).toBe(200)
  process.kill(drawingFor(pid)[0] ?? 0, 'SIGKILL')
  expect(await statusOf(picture(1200))).toBe(200)
  await expect.poll(() => childrenOf(pid)).toEqual([])
  expect(await statusOf(picture(1800))).toBe(200)
  const [last = 0] = drawingFor(pid)
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => existsSync(`/proc/${last}/stat`)).toBe(false)
})
