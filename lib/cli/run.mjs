// `npm run <command>`: brings the dependencies, then runs lib/cli/<command>.ts on the project's own Node.js.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensureInstalled, ownNode } from './install.mjs'

// These stand with the tests, which nothing may import: programs of their own.
const besideTests = { bench: '../../tests/bench/main.ts', faults: '../../tests/faults/main.ts' }

const [command, ...args] = process.argv.slice(2)
await ensureInstalled()
const file = fileURLToPath(new URL(besideTests[command] ?? `./${command}.ts`, import.meta.url))
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }
const child = spawn(ownNode(), [file, ...args], { stdio: 'inherit', env })
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))
