import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'

/** All runs end with `N passed, N failed` on a line of its own; a step that is no test suite counts as one. */
const root = join(import.meta.dirname, '../..')
const fast = process.argv.includes('--fast')
const wanted = process.argv.slice(2).filter((argument) => argument !== '--fast')
const report = join(tmpdir(), `broadsheet-tests-${process.pid}.json`)

type Step = { name: string; file: string; args: string[]; report?: string }

const bin = (name: string) => join(root, 'node_modules', name)
const vitest = (projects: readonly string[], filters: readonly string[] = []): Step => ({
  name: `Tests (${projects.join(', ')})`,
  file: bin('vitest/vitest.mjs'),
  args: [
    'run',
    '--config=tests/vitest.config.ts',
    ...projects.map((project) => `--project=${project}`),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...filters,
  ],
  report,
})

/** Tests in a browser wait for half of their time, which two at once leave unused. */
const sites = Math.max(3, availableParallelism() + 1)

const everything: Step[] = [
  {
    name: 'Format and lint',
    file: bin('@biomejs/biome/bin/biome'),
    args: ['ci', '--error-on-warnings', '.'],
  },
  { name: 'Types', file: bin('typescript/bin/tsc'), args: ['--noEmit', '-p', 'tests'] },
  ...(fast ? [vitest(['unit'])] : [vitest(['unit', 'contract']), vitest(['e2e'], [`--maxWorkers=${sites}`])]),
]
const steps = wanted.length
  ? [vitest(fast ? ['unit'] : ['unit', 'contract', 'e2e'], filtersFor(wanted))]
  : everything

if (!wanted.length)
  process.stdout.write(
    fast
      ? 'The fast tests take about a minute on two cores, longer on a busy machine.\n'
      : 'All tests take about a quarter of an hour on two cores, and more the first time or on a busy machine.\n' +
          'For some of them: npm test -- <part of a file’s path, or of a test’s name>\n',
  )

let passed = 0
let failed = 0
const took: string[] = []
for (const step of steps) {
  process.stdout.write(`\n— ${step.name}\n`)
  const begun = performance.now()
  const code = await run(step)
  took.push(`${step.name}: ${inWords(performance.now() - begun)}`)
  const counted = step.report ? counts(step.report) : undefined
  passed += counted?.passed ?? (code === 0 ? 1 : 0)
  failed += counted?.failed || (code === 0 ? 0 : 1)
}
if (wanted.length && passed + failed === 0) {
  process.stdout.write(`\nNo test has ${wanted.join(' ')} in its file’s path or its name.\n`)
  failed = 1
}
process.stdout.write(`\n${took.join('\n')}\n`)
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exitCode = failed ? 1 : 0

/** Options and parts of paths as they are; everything else is a name. */
function filtersFor(wanted: readonly string[]): string[] {
  const files = globSync('tests/**/*.test.{ts,tsx}', { cwd: root })
  const isPath = (text: string) => text.startsWith('-') || files.some((file) => file.includes(text))
  // After an option everything is vitest's own.
  const hasOptions = wanted.some((text) => text.startsWith('-'))
  const names = hasOptions ? [] : wanted.filter((text) => !isPath(text))
  const pattern = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
  const paths = wanted.filter((text) => !names.includes(text))
  // A name stands in few files: the others need not be read, nor what they stand on be started.
  const named = paths.length ? [] : files.filter((file) => holds(file, names))
  return [...paths, ...named, ...(names.length ? [`--testNamePattern=${pattern}`] : [])]
}

function holds(file: string, names: readonly string[]): boolean {
  const text = names.length ? readFileSync(join(root, file), 'utf8') : ''
  return names.some((name) => text.includes(name))
}

function inWords(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

async function run(step: Step): Promise<number> {
  const child = spawn(process.execPath, [step.file, ...step.args], { cwd: root, stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => child.kill(signal))
  const [code] = await once(child, 'exit')
  return code ?? 1
}

/** A suite that did not come to its end has no report. */
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
