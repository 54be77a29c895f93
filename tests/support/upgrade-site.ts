import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { linkBuild, linkModules } from './linked.ts'
import { childrenOf } from './processes.ts'
import { freePort } from './site.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

const program = [
  ...['app', 'components', 'content', 'lib', 'public', 'package.json', 'package-lock.json', 'tsconfig.json'],
  ...['next.config.mjs', 'instrumentation.ts', 'CHANGELOG.md', '.gitignore'],
]

/** What makes a version of this number of the one before it. */
export const version = (number: string) => ({
  'package.json': (old: string) => old.replace(/"version": ".*?"/, `"version": "${number}"`),
})

export type Ran = { code: number | null; out: string; complaint: string }

/** A command that goes on. */
export type Running = { child: ChildProcess; out(): string; complaint(): string; ended: Promise<Ran> }

/**
 * A site of our own sources as its operator has it: a clone of a remote repository, installed, built, and with settings,
 * content and data of its own. It runs when it is started.
 */
export async function cloneSite(options: { env?: Record<string, string> } = {}) {
  const folder = mkdtempSync(join(root, '.next', 'site-'))
  const [remote, author, home] = ['remote.git', 'author', 'site'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  const port = await freePort()
  const processes = new Set<ChildProcess>()
  const endWithUs = () => {
    for (const child of processes) child.kill('SIGKILL')
  }
  process.once('exit', endWithUs)

  function git(where: string, ...args: string[]): string {
    const own = ['-c', 'user.name=Author', '-c', 'user.email=author@example.org']
    const env = {
      NODE_ENV: process.env.NODE_ENV,
      PATH: process.env.PATH,
      HOME: folder,
      GIT_CONFIG_NOSYSTEM: '1',
    }
    return execFileSync('git', ['-C', where, ...own, ...args], { encoding: 'utf8', env }).trim()
  }

  /** Changes of the program, by the file's name: its new text, or what makes it from the old one. */
  function publish(changes: Record<string, string | ((old: string) => string)>, tag?: string): string {
    for (const [name, change] of Object.entries(changes)) {
      const file = join(author, name)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, typeof change === 'string' ? change : change(readFileSync(file, 'utf8')))
    }
    git(author, 'add', '-A')
    git(author, 'commit', '-q', '-m', tag ?? 'a change')
    if (tag) git(author, 'tag', tag)
    git(author, 'push', '-q', '--tags', remote, 'HEAD:main')
    return git(author, 'rev-parse', 'HEAD')
  }

  mkdirSync(author)
  for (const name of program) cpSync(join(root, name), join(author, name), { recursive: true })
  git(author, 'init', '-q', '-b', 'main')
  git(folder, 'init', '-q', '--bare', '-b', 'main', remote)
  const first = publish({})
  git(folder, 'clone', '-q', `file://${remote}`, home)
  linkModules(root, home)
  linkBuild(root, home)
  cpSync(join(root, 'content'), join(home, 'ours'), { recursive: true })
  const settings = {
    PORT: String(port),
    HOST: '127.0.0.1',
    CONTENT_DIR: './ours',
    FORM_LIMITS: 'off',
    ...options.env,
  }
  writeFileSync(
    join(home, '.env'),
    Object.entries(settings)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  )

  function spawned(args: readonly string[], env: Record<string, string> = {}): Running {
    let [out, complaint] = ['', '']
    const child = spawn(process.execPath, args, {
      cwd: home,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...{ PATH: process.env.PATH, HOME: folder, NODE_ENV: 'production' },
        ...{
          npm_execpath: join(root, 'tests/support/npm.js'),
          UPGRADE_SOURCE: root,
          UPGRADE_GO_ON: join(folder, 'go-on'),
        },
        ...env,
      },
    })
    processes.add(child)
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text
    })
    const ended = once(child, 'close').then(([code]): Ran => {
      processes.delete(child)
      return { code, out, complaint }
    })
    return { child, out: () => out, complaint: () => complaint, ended }
  }

  let site: Running | undefined

  return {
    home,
    remote,
    port,
    url: `http://127.0.0.1:${port}`,
    first,
    publish,
    git: (...args: string[]) => git(home, ...args),
    /** The processes of `npm run upgrade` itself, without those that it tries the new version with. */
    commands(): number[] {
      const starter = [...processes].filter((child) => child !== site?.child).map(({ pid }) => pid ?? 0)
      return [...starter, ...starter.flatMap((pid) => childrenOf(pid))]
    },
    /** Takes the last version that was published away again. */
    withdraw(tag: string): void {
      git(author, 'reset', '-q', '--hard', 'HEAD~1')
      git(author, 'tag', '-d', tag)
      git(remote, 'tag', '-d', tag)
      git(home, 'tag', '-d', tag)
      git(author, 'push', '-q', '--force', remote, 'HEAD:main')
    },
    /** Begins `npm run upgrade`. */
    begin: (args: readonly string[] = [], env?: Record<string, string>) =>
      spawned(['lib/cli/run.mjs', 'upgrade', ...args], env),
    async upgrade(...args: string[]): Promise<Ran> {
      return await spawned(['lib/cli/run.mjs', 'upgrade', ...args]).ended
    },
    /** As `npm start` does. @throws with what it told when it ended */
    async start(): Promise<Running> {
      const started = spawned(['lib/cli/start.mjs'])
      site = started
      await new Promise<void>((resolve, reject) => {
        started.child.stderr?.on('data', () => {
          if (started.complaint().includes('Serving ')) resolve()
        })
        void started.ended.then((ran) => reject(new Error(`It did not start: ${JSON.stringify(ran)}`)))
      })
      return started
    },
    async stop(): Promise<Ran | undefined> {
      site?.child.kill('SIGTERM')
      return await site?.ended
    },
    async remove(): Promise<void> {
      const ends = [...processes].map((child) => once(child, 'close'))
      endWithUs()
      await Promise.all(ends)
      process.off('exit', endWithUs)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
