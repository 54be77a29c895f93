import type { Settings } from '#lib/config.ts'
import { readFlags, refuse, runCommand, type Screen } from './terminal.ts'

const usage = `Usage:
  npm run article -- new "Title"          a new draft: content/articles/title.mdx; another address with --slug
  npm run article -- check                every fault of every file, and what is not published; --all for each of
                                          many of one kind, --strict to end with 1 for warnings too,
                                          --annotations for GitHub
  npm run article -- preview <slug>       a link that shows a draft as it will stand
  npm run article -- rename <old> <new>   another address; the old one leads to it
  npm run article -- fetch-pictures       pictures that texts name on other sites, brought beside the article; of one or
                                          some with their <slug>, from your own network too with --near
  npm run article -- list                 what is published, expired, scheduled, a draft or faulty, each file once`

export async function article(args: readonly string[], settings: Settings, screen: Screen): Promise<number> {
  const read = readFlags(args, options)
  if ('problem' in read) return refuse(screen, `${read.problem}\n${usage}`)
  const { values: flags, positionals } = read
  const [command = '', ...rest] = positionals
  const [first = '', second = '', ...more] = rest
  if (command === 'help' || flags.help) {
    screen.print(usage)
    return 0
  }
  // Imported one by one: reading articles takes a second to load, and a link needs none of it.
  if (command === 'new' && first.trim() && !second) {
    const { startArticle } = await import('./article/new.ts')
    return startArticle(settings, screen, { title: first.trim(), slug: flags.slug })
  }
  if (command === 'check' && !first) {
    const { check } = await import('./article/check.ts')
    const annotations = flags.annotations || screen.annotations
    return await check(settings, screen, { annotations, all: flags.all, strict: flags.strict })
  }
  if (command === 'preview' && first && !second) {
    const { preview } = await import('./article/preview.ts')
    return preview(settings, screen, first)
  }
  if (command === 'rename' && second && !more.length) {
    const { rename } = await import('./article/rename.ts')
    return await rename(settings, screen, { old: first, fresh: second })
  }
  if (command === 'fetch-pictures') {
    const { fetchPictures } = await import('./article/fetch-pictures.ts')
    return await fetchPictures(settings, screen, { slugs: rest, mayBeNear: flags.near })
  }
  if (command === 'list' && !first && !flags.all) {
    const { list } = await import('./article/list.ts')
    return await list(settings, screen)
  }
  return refuse(screen, command === 'new' && second ? `Put the title in quotes.\n${usage}` : usage)
}

const options = {
  slug: { type: 'string' },
  annotations: { type: 'boolean', default: false },
  all: { type: 'boolean', default: false },
  near: { type: 'boolean', default: false },
  strict: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false, short: 'h' },
} as const

if (import.meta.main) await runCommand(article)
