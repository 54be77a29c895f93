import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBuild } from '#lib/http/build.ts'
import { runs } from './list.ts'
import { perform } from './run.ts'
import { tableHead, tableRow } from './table.ts'

/** `npm run faults`: every run, or those that are named; the table of all of them goes into docs/faults.md. */
const root = fileURLToPath(new URL('../..', import.meta.url))
const names = process.argv.slice(2)
const unknown = names.filter((name) => !runs.some((run) => run.name === name))
if (unknown.length) {
  console.error(
    `There is no run ${unknown.join(', ')}. There are: ${runs.map(({ name }) => name).join(', ')}`,
  )
  process.exit(1)
}
const chosen = names.length ? runs.filter(({ name }) => names.includes(name)) : runs

await ensureBuild(root, (step) => console.error(step))
// Sites that were started end with us.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))
const began = performance.now()
const rows: string[] = []
let failed = 0
console.log(tableHead)
for (const run of chosen) {
  console.error(`${run.name}: ${run.what} …`)
  const row = await rowOf(run)
  rows.push(row.text)
  failed += row.isFailed ? 1 : 0
  console.log(row.text)
}
const minutes = Math.round((performance.now() - began) / 60_000)
if (!names.length) writeTable()
console.log(`\n${chosen.length - failed} passed, ${failed} failed`)
process.exit(failed ? 1 : 0)

async function rowOf(run: (typeof runs)[number]): Promise<{ text: string; isFailed: boolean }> {
  try {
    const outcome = await perform(run)
    console.error(`${run.name}: ${Math.round(outcome.seconds)} s`)
    return { text: tableRow(outcome), isFailed: outcome.failures.length > 0 }
  } catch (error) {
    const words = String(error instanceof Error ? error.message : error)
      .slice(0, 300)
      .replace(/\s+/g, ' ')
    return {
      text: `| \`${run.name}\`: ${run.what} | | | | | | | | | | | **failed**: ${words} |`,
      isFailed: true,
    }
  }
}

function writeTable(): void {
  const file = join(root, 'docs', 'faults.md')
  const mark = '<!-- The table below is written by `npm run faults`. -->'
  const [text = ''] = readFileSync(file, 'utf8').split(mark)
  const day = new Date().toISOString().slice(0, 10)
  const told = `${day}, ${minutes} minutes, ${chosen.length - failed} passed, ${failed} failed.`
  writeFileSync(file, `${text}${mark}\n\n${told}\n\n${tableHead}\n${rows.join('\n')}\n`)
}
