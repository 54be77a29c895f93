import { parseArgs } from 'node:util'
import { readSettings, type Settings } from '#lib/config.ts'
import { loadEnvFile } from '#lib/env-file.ts'
import type { Terminal } from './article/terminal.ts'
import { readTerminal } from './terminal.ts'

const usage = `Usage:
  npm run article -- new "Title"          a new draft: content/articles/title.mdx; another address with --slug
  npm run article -- check                every fault of every file, and what is not published; --all for each of
                                          many of one kind, --annotations for GitHub
  npm run article -- preview <slug>       a link that shows a draft as it will stand
  npm run article -- rename <old> <new>   another address; the old one leads to it
  npm run article -- list                 what is published, expired, scheduled, a draft or faulty, each file once`

/** @returns the exit code: 1 also when nothing was done, for a reason that was told */
export async function article(
  args: readonly string[],
  settings: Settings,
  terminal: Terminal,
  options: { annotations: boolean },
): Promise<number> {
  const read = readArgs(args)
  if ('problem' in read) {
    terminal.complain(`${read.problem}\n${usage}`)
    return 1
  }
  const { command, rest, flags } = read
  const [first = '', second = '', ...more] = rest
  if (command === 'help' || flags.help) {
    terminal.print(usage)
    return 0
  }
  // Imported one by one: reading articles takes a second to load, and a link needs none of it.
  if (command === 'new' && first.trim() && !second) {
    const { startArticle } = await import('./article/new.ts')
    return startArticle(settings, terminal, { title: first.trim(), slug: flags.slug })
  }
  if (command === 'check' && !first) {
    const { check } = await import('./article/check.ts')
    const annotations = flags.annotations || options.annotations
    return await check(settings, terminal, { annotations, all: flags.all })
  }
  if (command === 'preview' && first && !second) {
    const { preview } = await import('./article/preview.ts')
    return preview(settings, terminal, first)
  }
  if (command === 'rename' && second && !more.length) {
    const { rename } = await import('./article/rename.ts')
    return await rename(settings, terminal, { old: first, fresh: second })
  }
  if (command === 'list' && !first && !flags.all) {
    const { list } = await import('./article/list.ts')
    return await list(settings, terminal)
  }
  terminal.complain(command === 'new' && second ? `Put the title in quotes.\n${usage}` : usage)
  return 1
}

function readArgs(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        slug: { type: 'string' },
        annotations: { type: 'boolean', default: false },
        all: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false, short: 'h' },
      },
    })
    const [command = '', ...rest] = positionals
    return { command, rest, flags: values }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}

async function main(): Promise<number> {
  for (const line of loadEnvFile()) console.error(line)
  const read = readSettings()
  if ('problems' in read) {
    for (const problem of read.problems) console.error(problem)
    return 1
  }
  const { isScreen, colour, annotations } = readTerminal(process.stdout)
  const terminal = { print: console.log, complain: console.error, isScreen, colour }
  return await article(process.argv.slice(2), read.settings, terminal, { annotations })
}

if (import.meta.main) process.exitCode = await main()
