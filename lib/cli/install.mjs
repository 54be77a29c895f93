// Built-in modules only, any Node.js from 18 on: this runs before there are dependencies.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
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

/** With `tools`, also what only tests, measurements and the formatter need. */
export async function ensureInstalled({ tools } = { tools: false }) {
  const lock = createHash('sha256').update(readFileSync(lockFile)).digest('hex')
  const lockWithoutTools = `${lock} without tools`
  if (installed([lock, ...(tools ? [] : [lockWithoutTools])], lock, lockWithoutTools)) return
  tell(`Installing the locked dependencies${tools ? ' and tools' : ''} (once; about half a minute) …\n`)
  const kinds = [tools ? '--include=dev' : '--omit=dev', '--include=optional']
  await npm(['ci', ...kinds, '--no-audit', '--no-fund', '--loglevel=error'])
  if (!tools) lighten()
  writeFileSync(stampFile, tools ? lock : lockWithoutTools)
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

function installed(enough, lock, lockWithoutTools) {
  if (existsSync(stampFile)) return enough.includes(readFileSync(stampFile, 'utf8'))
  // Installed by hand with `npm ci` or `npm install`: npm's own record is as new as the lock file.
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record) || statSync(record).mtimeMs < statSync(lockFile).mtimeMs) return false
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const isThere = (name) => existsSync(join(root, 'node_modules', name, 'package.json'))
  const found = Object.keys(devDependencies).every(isThere) ? lock : lockWithoutTools
  writeFileSync(stampFile, found)
  return enough.includes(found)
}

/** Headers to compile against, and maps to debug the framework with: a quarter of all, and nothing reads them. */
function lighten() {
  const modules = join(root, 'node_modules')
  for (const name of readdirSync(modules))
    if (name.startsWith('node-'))
      for (const part of ['include', 'share'])
        rmSync(join(modules, name, part), { recursive: true, force: true })
  removeMaps(join(modules, 'next', 'dist'))
}

function removeMaps(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) removeMaps(join(folder, entry.name))
    else if (entry.name.endsWith('.map')) rmSync(join(folder, entry.name))
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
    process.once('disconnect', () => child.kill())
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
