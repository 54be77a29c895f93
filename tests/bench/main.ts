import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deriveKeys } from '#lib/auth/keys.ts'
import { ensureBuild } from '#lib/http/build.ts'
import { testSecret } from '../support/build.ts'
import { measureContent } from './content.ts'
import { goalsOf } from './goals.ts'
import { describeMachine } from './machine.ts'
import { measureMixed } from './mixed.ts'
import { full, quick, smoke } from './plan.ts'
import { reportOf } from './report.ts'
import type { Results } from './results.ts'
import { measureServing } from './serving.ts'
import { measureWeight } from './weight.ts'
import { measureWriting } from './writing.ts'

/** `npm run bench`: measures everything, tells the goals, and writes docs/benchmarks.md with its pictures. */
const root = fileURLToPath(new URL('../..', import.meta.url))
const plan = { quick, smoke }[process.argv[2] ?? ''] ?? full
const machine = describeMachine()
const folder = mkdtempSync(join(tmpdir(), 'broadsheet-bench-'))
const step = (text: string) => console.error(`${text} …`)

try {
  await ensureBuild(root, deriveKeys(testSecret).actionKey, step)
  const began = performance.now()
  const results = await measure()
  const minutes = (performance.now() - began) / 60_000
  for (const { figure, goal, measured, met } of goalsOf(results))
    console.log(
      `${met === undefined ? '     –' : met ? '   met' : 'missed'}  ${figure}: ${measured} (${goal})`,
    )
  if (plan !== smoke) write(reportOf(results, { plan: plan.name, machine, minutes }))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function measure(): Promise<Results> {
  step('Serving: our site, nginx, the bare server and plain Next, in turns')
  const serving = await measureServing(folder, plan.serving)
  step('Weight of the first visit')
  const weight = await measureWeight()
  const content = []
  for (const articles of plan.articles) {
    step(`Content: ${articles} articles`)
    content.push(await measureContent(articles, plan.crawled))
  }
  step('Writing')
  const writing = await measureWriting(plan.writing)
  step('Mixed load')
  const mixed = await measureMixed(plan.mixed)
  return { serving, weight, content, writing, mixed }
}

function write({ text, pictures }: ReturnType<typeof reportOf>): void {
  const docs = join(root, 'docs')
  mkdirSync(join(docs, 'pictures'), { recursive: true })
  for (const [name, picture] of Object.entries(pictures)) writeFileSync(join(docs, 'pictures', name), picture)
  writeFileSync(join(docs, 'benchmarks.md'), text)
  console.log('Written: docs/benchmarks.md')
}
