// Must run on any Node.js from 18 on: built-in modules only.
import { spawn } from 'node:child_process'
import { readFileSync, statSync, writeSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as util from 'node:util'
import { ensureInstalled, isOwnNode, ownNode, root } from './install.mjs'
import { beginTrial, confirm, databaseBefore, isOnTrial, isReadyFor, takeBack, takeReady } from './swap.mjs'

// A process must have these from its first moment on: docs/decisions/0007-memory.md.
const thrift = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '32768',
  MALLOC_TRIM_THRESHOLD_: '65536',
}
const flags = [
  ...['--min-semi-space-size=4', `--max-semi-space-size=${isLarge() ? 16 : 4}`],
  ...['--initial-old-space-size=96', `--heap-growing-percent=${isLarge() ? 100 : 40}`],
]
/** Milliseconds. */
const npmWatched = 500

const self = fileURLToPath(import.meta.url)
const command = [...flags, self, ...process.argv.slice(2)]
const environment = { ...thrift, ...process.env }
process.env.NODE_ENV = process.argv.includes('--dev') ? 'development' : 'production'

// Before anything of the program is read that may be replaced; what follows starts anew from it.
if (takeReady(root)) for (const name of Object.keys(thrift)) delete process.env[name]

const isThrifty = Object.keys(thrift).every((name) => name in process.env)
// Replaces itself, so that there is no second process: a channel would be lost, and Windows has no such call.
if (isOwnNode() && !isThrifty && !process.channel && process.platform !== 'win32')
  process.execve?.(process.execPath, [process.execPath, ...command], environment)

endWithNpm()
await ensureInstalled()
if (isOwnNode()) {
  // A channel would be lost: then whoever holds it starts what comes next.
  if (!process.channel) process.on('exit', followUpgrade)
  const directory = join(root, '.next', 'cache', 'node')
  // Portable: what was compiled where an upgrade was tried holds here too. Before Node.js 24.12 there is no such thing.
  const [, minor = 0] = /^24\.(\d+)/.exec(process.versions.node) ?? [0, 99]
  nodeModule.enableCompileCache?.(Number(minor) < 12 ? directory : { directory, portable: true })
  beginTrial(root)
  await putBack()
  await import('../http/main.ts')
  confirm(root)
} else handOver()

/** Some 30,000 articles, by what was kept of them: to start with so many a small nursery costs more than it spares. */
function isLarge() {
  try {
    const { DATA_DIR = 'data' } = { ...util.parseEnv?.(textOf('.env')), ...process.env }
    return statSync(resolve(DATA_DIR, 'content-index.json')).size > 32 * 1024 * 1024
  } catch {
    return false
  }
}

function textOf(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** In the same process, so that a process manager, a terminal and npm see none end. */
function followUpgrade(code) {
  if (!goesOn(code, process.pid)) return
  const node = ownNode()
  const rest = Object.fromEntries(Object.entries(process.env).filter(([name]) => !(name in thrift)))
  process.execve?.(node, [node, self, ...process.argv.slice(2)], rest)
}

/** After an end: whether another version is to start, be it the next one or the one before. */
function goesOn(code, pid) {
  if (!isOnTrial(root)) return isReadyFor(root, pid)
  if (code === 0) return false
  takeBack(root)
  return true
}

/** Where a version failed after it had migrated the data. */
async function putBack() {
  const before = databaseBefore(root)
  if (!before) return
  const module = await import('../db/put-back.ts')
  const aside = await module.putBack(before.copy, before.database)
  if (aside)
    process.stderr.write(
      `The data are as before the upgrade; what its version made of them is in ${aside}.\n`,
    )
}

/** SIGKILL cannot be passed on: left behind by npm, this process ends as by SIGTERM. */
function endWithNpm() {
  if (!process.env.npm_lifecycle_script?.startsWith('exec node lib/cli/start.mjs')) return
  const npm = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === npm) return
    clearInterval(watch)
    if (!isOutputFull()) process.kill(process.pid, 'SIGTERM')
  }, npmWatched)
  watch.unref()
}

/** On a full disk npm ends by its own first line, and nobody wanted an end. */
function isOutputFull() {
  try {
    writeSync(1, '\n')
    return false
  } catch (error) {
    return error.code === 'ENOSPC'
  }
}

function handOver() {
  const child = spawn(ownNode(), command, {
    // The server stops when this channel closes, so that killing the starter leaves no orphan on the port.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: environment,
  })
  for (const signal of ['SIGTERM', 'SIGINT'])
    process.removeAllListeners(signal).on(signal, () => child.kill('SIGTERM'))
  child.on('exit', async (code) => {
    if (!goesOn(code ?? 1, child.pid)) process.exit(code ?? 1)
    takeReady(root)
    await ensureInstalled()
    handOver()
  })
}
