import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBuild } from '#lib/http/build.ts'
import { measureContent } from './content.ts'
import { measureCounting } from './counting.ts'
import { measureDeployed } from './deployed.ts'
import { type Goal, goalsOf, largeGoals } from './goals.ts'
import { type LargeResult, measureLarge } from './large.ts'
import { describeMachine } from './machine.ts'
import { measureMixed } from './mixed.ts'
import { measureMoving, movingReportOf } from './moving.ts'
import { full, large, type Plan, quick, smoke } from './plan.ts'
import { largeReportOf, reportOf } from './report.ts'
import type { Results } from './results.ts'
import { measureSearch, searchReportOf } from './search.ts'
import { measureServing } from './serving.ts'
import { measureWeight } from './weight.ts'
import { measureWriting } from './writing.ts'

/**
 * `npm run bench`, `-- quick`: measures everything, prints the goals, and writes docs/benchmarks.md with its pictures.
 * `-- large`: large content folders alone, docs/benchmarks-large.md; `-- large <articles>`: that many, printed. `-- search [articles]`: the search alone, printed. `-- moving [posts comments]`:
 * what an import from WordPress costs, printed. `-- smoke`: everything once, writes nothing.
 */
const root = fileURLToPath(new URL('../..', import.meta.url))
const docs = join(root, 'docs')
const kind = process.argv[2] ?? 'full'
const machine = describeMachine()
const folder = mkdtempSync(join(tmpdir(), 'broadsheet-bench-'))
const step = (text: string) => console.error(`${text} …`)

try {
  const plan = { full, quick, smoke }[kind]
  if (!plan && !['large', 'search', 'moving'].includes(kind))
    throw new Error(`bench takes quick, large, search, moving or smoke, or nothing; not ${kind}.`)
  if (kind !== 'moving') await ensureBuild(root, step)
  const began = performance.now()
  const minutes = () => (performance.now() - began) / 60_000
  const counts = process.argv[3] ? [Number(process.argv[3])] : undefined
  if (plan) {
    const results = await measure(plan)
    print(goalsOf(results))
    if (plan !== smoke) write(reportOf(results, { plan: plan.name, machine, minutes: minutes() }))
  } else if (kind === 'search') {
    for (const articles of counts ?? large) {
      step(`Search: ${articles} articles`)
      console.log(searchReportOf([await measureSearch(folder, articles)]))
    }
  } else if (kind === 'moving') {
    const [posts = 10_000, comments = 5 * posts] = process.argv.slice(3).map(Number)
    step(`Moving in: ${posts} posts, ${comments} comments`)
    console.log(movingReportOf(await measureMoving(folder, { posts, comments })))
  } else {
    const results = await measureLargeFolders(counts ?? large)
    print(largeGoals(results))
    if (!counts)
      write({ text: largeReportOf(results, { machine, minutes: minutes() }) }, 'benchmarks-large.md')
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function measure(plan: Plan): Promise<Results> {
  step('Serving: our site, nginx, the bare server and plain Next, in turns')
  const serving = await measureServing(folder, plan.serving)
  step('Counting: first visits that are counted and that are not')
  const counting = await measureCounting(plan.serving.visits)
  step('As deployed: behind nginx with TLS and HTTP/2')
  const deployed = await measureDeployed(folder, plan.deployed)
  if (deployed.missing.length) console.error(`Left out: ${deployed.missing.join(', ')} not installed.`)
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
  return { serving, counting, deployed, weight, content, writing, mixed }
}

async function measureLargeFolders(counts: readonly number[]): Promise<LargeResult[]> {
  const results = []
  for (const articles of counts) {
    step(`Content: ${articles} articles`)
    results.push(await measureLarge(folder, articles))
  }
  return results
}

function print(goals: readonly Goal[]): void {
  for (const { figure, goal, measured, met } of goals)
    console.log(
      `${met === undefined ? '     –' : met ? '   met' : 'missed'}  ${figure}: ${measured} (${goal})`,
    )
}

function write(
  { text, pictures = {} }: { text: string; pictures?: Record<string, string> },
  name = 'benchmarks.md',
): void {
  mkdirSync(join(docs, 'pictures'), { recursive: true })
  for (const [file, picture] of Object.entries(pictures)) writeFileSync(join(docs, 'pictures', file), picture)
  writeFileSync(join(docs, name), text)
  console.log(`Written: docs/${name}`)
}
