// `npm run <command>`: brings the dependencies, then runs lib/cli/<command>.ts on the project's own Node.js.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensureInstalled, ownNode } from './install.mjs'

const [command, ...args] = process.argv.slice(2)
await ensureInstalled()
const file = fileURLToPath(new URL(`./${command}.ts`, import.meta.url))
const child = spawn(ownNode(), [file, ...args], { stdio: 'inherit' })
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))
