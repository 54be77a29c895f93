// The one file that must run on any Node.js from 18 on, with built-in modules only: it brings the locked
// dependencies, the project's own Node.js among them, and hands over to the server on that.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensureInstalled, isOwnNode, ownNode } from './install.mjs'

process.env.NODE_ENV = process.argv.includes('--dev') ? 'development' : 'production'
await ensureInstalled()
const main = new URL('../server/main.ts', import.meta.url)
if (isOwnNode()) await import(main.href)
else handOver()

function handOver() {
  const child = spawn(ownNode(), [fileURLToPath(main), ...process.argv.slice(2)], {
    // The server stops when this channel closes, so that killing the starter leaves no orphan on the port.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill('SIGTERM'))
  child.on('exit', (code) => process.exit(code ?? 1))
}
