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

// An import holds little at once; Node.js would let four times as much lie about, and grow beyond half a gigabyte.
const thrifty = {
  flags: ['--max-semi-space-size=4', '--heap-growing-percent=10'],
  env: { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '65536', MALLOC_TRIM_THRESHOLD_: '65536' },
}
const { flags = [], env: thrift = {} } = { import: thrifty }[process.argv[2]] ?? {}

const [command, ...args] = process.argv.slice(2)
await ensureInstalled({ tools: command in workshop })
const file = fileURLToPath(new URL(workshop[command] ?? `./${command}.ts`, import.meta.url))
const env = { ...thrift, ...process.env, NEXT_TELEMETRY_DISABLED: '1' }
const child = spawn(ownNode(), [...flags, file, ...args], { stdio: 'inherit', env })
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))
