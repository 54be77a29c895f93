import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { testSecret } from './build.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A site in a process of its own, with data and content of its own. */
export type Site = {
  url: string
  port: number
  dataDir: string
  contentDir: string
  /** Everything written to standard output so far: JSON lines. */
  log(): string
  /** What the last start told on standard error. */
  steps(): string
  pid(): number
  /** The process of the last start, for its standard output and its end. */
  process(): ChildProcess
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>
  /** SIGKILL: as when the power fails. */
  kill(): Promise<void>
  /** Starts again on the same data, the same port and the same content. */
  start(): Promise<void>
  /** Sends any other signal, as `SIGSTOP`. */
  signal(name: NodeJS.Signals): void
  /** From now on nobody reads what it writes to standard output. */
  closeLog(): void
  /** Whether the process has ended, by itself or not. */
  hasEnded(): boolean
  /** Every mail in the mailbox folder, raw. */
  mailbox(): string[]
  /** Stops it and removes its data. */
  remove(): Promise<void>
}

/**
 * Starts a site as a person would have it: `node lib/cli/start.mjs`.
 *
 * @param options.env settings beside those of the test (`SMTP_URL`, `STAFF_EMAIL` …)
 * @param options.dev as `npm run dev` does; the framework then works in `.next/dev`, beside the build of the others
 * @param options.program a copy of the program to run in place of our own, see `copyProgram`
 * @param options.folder holds, or will hold, `data` and `content`; it is the caller's to remove
 * @param options.log an open file that standard output goes to, in place of a pipe to us
 */
export async function startSite(
  options: {
    env?: Record<string, string>
    dev?: boolean
    program?: string
    folder?: string
    log?: number
  } = {},
): Promise<Site> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'broadsheet-site-'))
  const dataDir = join(folder, 'data')
  const contentDir = join(folder, 'content')
  if (!existsSync(contentDir)) cpSync(join(root, 'content'), contentDir, { recursive: true })
  const port = await freePort()
  let child: ChildProcess
  let output = ''
  let steps = ''

  async function start(): Promise<void> {
    const mode = options.dev ? ['--dev'] : []
    // What starts a copy must not look for dependencies: it has those of the folder it lies in.
    const program = options.program ? 'lib/http/main.ts' : 'lib/cli/start.mjs'
    child = spawn(process.execPath, [program, ...mode], {
      cwd: options.program ?? root,
      stdio: ['ignore', options.log ?? 'pipe', 'pipe'],
      env: {
        NODE_ENV: 'production',
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        PORT: String(port),
        HOST: '127.0.0.1',
        DATA_DIR: dataDir,
        CONTENT_DIR: contentDir,
        SECRET: testSecret,
        FORM_LIMITS: 'off',
        ...options.env,
      },
    })
    steps = ''
    child.stdout?.on('data', (chunk) => {
      output += chunk
    })
    const started = child
    const endWithUs = () => started.kill('SIGKILL')
    process.once('exit', endWithUs)
    started.once('exit', () => process.off('exit', endWithUs))
    const serving = new Promise<void>((resolve, reject) => {
      child.stderr?.on('data', (chunk) => {
        steps += chunk
        if (steps.includes('Serving ')) resolve()
      })
      child.once('exit', (code) =>
        reject(new Error(`The site ended with ${code} instead of serving:\n${steps}\n${output}`)),
      )
    })
    await serving
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
    const ended = once(child, 'exit')
    child.kill(signal)
    const [code] = await ended
    return code
  }

  await start()
  return {
    url: `http://localhost:${port}`,
    port,
    dataDir,
    contentDir,
    log: () => output,
    steps: () => steps,
    pid: () => child.pid ?? 0,
    process: () => child,
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
    start,
    signal: (name) => void child.kill(name),
    closeLog: () => void child.stdout?.destroy(),
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    mailbox: () => {
      const mailbox = join(dataDir, 'mailbox')
      try {
        return readdirSync(mailbox)
          .filter((name) => name.endsWith('.eml'))
          .sort()
          .map((name) => readFileSync(join(mailbox, name), 'utf8'))
      } catch {
        return []
      }
    },
    async remove() {
      await end('SIGTERM')
      if (!options.folder) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * A copy of the program that a test may edit while it runs for development. It lies within our own folder, whose
 * dependencies it has; the caller removes it.
 */
export function copyProgram(): string {
  const copy = mkdtempSync(join(root, '.next', 'copy-'))
  for (const name of [
    'app',
    'components',
    'lib',
    'public',
    'package.json',
    'tsconfig.json',
    'next.config.mjs',
    'instrumentation.ts',
  ])
    cpSync(join(root, name), join(copy, name), { recursive: true })
  return copy
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
