// `npm run <command>`: brings the dependencies, then runs lib/cli/<command>.ts on the project's own Node.js.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensureInstalled, ownNode } from './install.mjs'

// What stands with the tests nothing may import: programs of their own.
const workshop = {
  test: './test.ts',
  bench: '../../tests/bench/main.ts',
  faults: '../../tests/faults/main.ts',
  biome: '../../node_modules/@biomejs/biome/bin/biome',
}

const [command, ...args] = process.argv.slice(2)
await ensureInstalled({ tools: command in workshop })
const file = fileURLToPath(new URL(workshop[command] ?? `./${command}.ts`, import.meta.url))
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }
const child = spawn(ownNode(), [file, ...args], { stdio: 'inherit', env })
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))
