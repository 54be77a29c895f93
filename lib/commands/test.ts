import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * `npm test` runs every step, `npm run check` the fast ones; both end with `N passed, N failed` on a line of its
 * own. A step that is not a test suite counts as one.
 */
const root = fileURLToPath(new URL('../..', import.meta.url))
const fast = process.argv.includes('--fast')
const report = join(tmpdir(), `broadsheet-tests-${process.pid}.json`)

type Step = { name: string; file: string; args: string[]; report?: string }

const bin = (name: string) => join(root, 'node_modules', name)
const vitest = (...projects: string[]): Step => ({
  name: `Tests (${projects.join(', ')})`,
  file: bin('vitest/vitest.mjs'),
  args: [
    'run',
    '--config=tests/vitest.config.ts',
    ...projects.map((project) => `--project=${project}`),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ],
  report,
})

const steps: Step[] = [
  {
    name: 'Format and lint',
    file: bin('@biomejs/biome/bin/biome'),
    args: ['ci', '--error-on-warnings', '.'],
  },
  { name: 'Types', file: bin('typescript/bin/tsc'), args: ['--noEmit', '-p', 'tests'] },
  ...(fast ? [vitest('unit')] : [vitest('unit', 'contract'), vitest('e2e')]),
]

let passed = 0
let failed = 0
for (const step of steps) {
  process.stdout.write(`\n— ${step.name}\n`)
  const code = await run(step)
  const counted = step.report ? counts(step.report) : undefined
  passed += counted?.passed ?? (code === 0 ? 1 : 0)
  failed += counted?.failed || (code === 0 ? 0 : 1)
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exitCode = failed ? 1 : 0

function run(step: Step): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [step.file, ...step.args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
    })
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => child.kill(signal))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

/** A suite that did not come to its end has no report: the step then counts as failed. */
function counts(file: string): { passed: number; failed: number } | undefined {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8'))
    return { passed: numPassedTests, failed: numFailedTests }
  } catch {
    return undefined
  } finally {
    rmSync(file, { force: true })
  }
}
