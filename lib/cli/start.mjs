// Must run on any Node.js from 18 on: built-in modules only.
import { spawn } from 'node:child_process'
import * as nodeModule from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled, isOwnNode, ownNode, root } from './install.mjs'
import { confirm, isOnTrial, isReadyFor, takeBack, takeReady } from './swap.mjs'

// A process must have these from its first moment on: docs/decisions/0007-memory.md.
const thrift = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '65536',
  MALLOC_TRIM_THRESHOLD_: '65536',
}
const flags = ['--min-semi-space-size=4', '--max-semi-space-size=4', '--initial-old-space-size=128']
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
  process.on('exit', followUpgrade)
  nodeModule.enableCompileCache?.(join(root, '.next', 'cache', 'node'))
  await import('../http/main.ts')
  confirm(root)
} else handOver()

/** In the same process, so that a process manager, a terminal and npm see none end. */
function followUpgrade(code) {
  if (code !== 0 && isOnTrial(root)) takeBack(root)
  else if (code !== 0 || !isReadyFor(root, process.pid)) return
  const node = ownNode()
  const rest = Object.fromEntries(Object.entries(process.env).filter(([name]) => !(name in thrift)))
  process.execve?.(node, [node, self, ...process.argv.slice(2)], rest)
}

/** SIGKILL cannot be passed on: left behind by npm, this process ends as by SIGTERM. */
function endWithNpm() {
  if (!process.env.npm_lifecycle_script?.startsWith('exec node lib/cli/start.mjs')) return
  const npm = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === npm) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, npmWatched)
  watch.unref()
}

function handOver() {
  const child = spawn(ownNode(), command, {
    // The server stops when this channel closes, so that killing the starter leaves no orphan on the port.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: environment,
  })
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill('SIGTERM'))
  child.on('exit', (code) => process.exit(code ?? 1))
}
