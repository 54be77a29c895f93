import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export type Ran = { code: number | null; out: string; complaint: string }

/** A copy of the program, as it stands after a clone and an install: a folder with room for others beside it. */
export function programCopy() {
  const around = mkdtempSync(join(tmpdir(), 'broadsheet-setup-'))
  const program = join(around, 'program')
  const modules = join(program, 'node_modules')
  mkdirSync(modules, { recursive: true })
  for (const name of ['lib', 'content', 'package.json', 'package-lock.json'])
    cpSync(join(root, name), join(program, name), { recursive: true, preserveTimestamps: true })
  // Each package by itself: an install into a link to the whole folder would empty our own.
  for (const name of readdirSync(join(root, 'node_modules')))
    if (!name.startsWith('.') || name === '.bin')
      symlinkSync(join(root, 'node_modules', name), join(modules, name))
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  writeFileSync(join(modules, '.broadsheet-lock'), lock)
  const env = { NODE_ENV: 'production', PATH: process.env.PATH, HOME: around, TZ: 'UTC', LANG: 'C' } as const

  async function run(command: string, args: readonly string[], typed?: readonly string[]): Promise<Ran> {
    const child = spawn(command, args, { cwd: program, env, stdio: ['pipe', 'pipe', 'pipe'] })
    let [out, complaint] = ['', '']
    let asked = 0
    child.stdout.on('data', (chunk) => {
      out += chunk
      // Each answer waits for its question, which ends in brackets.
      if (!typed) return
      const prompts = out.match(/\[[^\]\n]*\] /g)?.length ?? 0
      for (; asked < prompts && asked < typed.length; asked++) child.stdin.write(typed[asked] ?? '')
    })
    child.stderr.on('data', (chunk) => {
      complaint += chunk
    })
    if (!typed) child.stdin.end()
    const [code] = await once(child, 'close')
    return { code, out, complaint }
  }

  return {
    around,
    program,
    place: (name: string) => join(around, name),
    read: (...path: string[]) => readFileSync(join(around, ...path), 'utf8'),
    has: (...path: string[]) => existsSync(join(around, ...path)),
    /** As in a script: nobody sits at a terminal. */
    setup: (...args: string[]) => run('npm', ['run', '-s', 'setup', '--', ...args]),
    npm: (...args: string[]) => run('npm', ['run', '-s', ...args]),
    /** At a terminal of 80 columns; each of `typed` is typed when the next question stands there. */
    atTerminal(typed: readonly string[], ...args: string[]) {
      const words = args.map((arg) => `'${arg}'`).join(' ')
      const command = `stty cols 80 rows 40; exec npm run -s setup -- ${words}`
      return run('script', ['--quiet', '--return', '--flush', '--command', command, '/dev/null'], typed)
    },
    remove: () => rmSync(around, { recursive: true, force: true }),
  }
}
