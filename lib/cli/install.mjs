// Built-in modules only, any Node.js from 18 on: this runs before there are dependencies.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))
const lockFile = join(root, 'package-lock.json')
const stampFile = join(root, 'node_modules', '.broadsheet-lock')
const major = 24

// Whoever reads the steps may have gone; the starter goes on.
process.stderr.on('error', () => undefined)

function tell(text) {
  try {
    process.stderr.write(text)
  } catch {
    // Before Node.js 20 a file on a full disk throws here.
  }
}

export async function ensureInstalled() {
  const lock = createHash('sha256').update(readFileSync(lockFile)).digest('hex')
  if (installedFor(lock)) return
  tell('Installing the locked dependencies (once; about half a minute) …\n')
  await npm(['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'])
  writeFileSync(stampFile, lock)
}

export function ownNode() {
  const own = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
  if (existsSync(own)) return own
  if (isOwnNode()) return process.execPath
  tell(
    `This machine has Node.js ${process.versions.node}; Broadsheet needs ${major} or newer, and its own copy is not ` +
      `made for ${process.platform} ${process.arch}. Install Node.js ${major} from nodejs.org and start again.\n`,
  )
  process.exit(1)
}

export function isOwnNode() {
  return Number(process.versions.node.split('.')[0]) >= major
}

function installedFor(lock) {
  if (existsSync(stampFile)) return readFileSync(stampFile, 'utf8') === lock
  // Installed by hand with `npm ci` or `npm install`: npm's own record is as new as the lock file.
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record) || statSync(record).mtimeMs < statSync(lockFile).mtimeMs) return false
  writeFileSync(stampFile, lock)
  return true
}

function npm(args) {
  const byFile = process.env.npm_execpath?.endsWith('.js')
  const [command, first] = byFile ? [process.execPath, [process.env.npm_execpath]] : ['npm', []]
  return new Promise((resolve) => {
    const child = spawn(command, [...first, ...args], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, NODE_ENV: '' },
      shell: !byFile && process.platform === 'win32',
    })
    for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => child.kill(signal))
    child.on('error', (error) => {
      tell(`npm could not be started (${error.message}). Install npm and start again.\n`)
      process.exit(1)
    })
    child.on('exit', (code) => {
      if (code === 0) return resolve()
      tell('The dependencies could not be installed; npm says why above. Nothing was started.\n')
      process.exit(1)
    })
  })
}
