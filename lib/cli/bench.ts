import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

// The benchmarks stand with the tests, which nothing may import: they run as a program of their own.
const program = fileURLToPath(new URL('../../tests/bench/main.ts', import.meta.url))
const child = spawn(process.execPath, [program, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
})
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))
