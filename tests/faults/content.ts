import { cpSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { articleText } from '../support/content.ts'
import { ask, pause, until } from './ask.ts'
import { article, type Lab } from './lab.ts'
import type { Run } from './run.ts'

/** The content goes for so long, and comes back. */
const gone = (take: (contentDir: string) => void) => async (lab: Lab) => {
  const { contentDir } = lab.site
  const spare = `${contentDir}.spare`
  cpSync(contentDir, spare, { recursive: true })
  take(contentDir)
  await pause(8_000)
  cpSync(spare, contentDir, { recursive: true })
  await pause(2_000)
  return []
}

async function renamedAway(lab: Lab): Promise<string[]> {
  const { contentDir } = lab.site
  renameSync(contentDir, `${contentDir}.away`)
  await pause(8_000)
  renameSync(`${contentDir}.away`, contentDir)
  await pause(2_000)
  return []
}

function emptyArticles(contentDir: string): void {
  const articles = join(contentDir, 'articles')
  for (const name of readdirSync(articles)) rmSync(join(articles, name), { recursive: true })
}

async function missingAtStart(lab: Lab): Promise<string[]> {
  const { contentDir, url } = lab.site
  lab.readers.rest = true
  await lab.posts.end()
  await lab.site.stop()
  renameSync(contentDir, `${contentDir}.away`)
  await lab.site.start()
  const began = performance.now()
  await pause(2_000)
  const looks = lab.ready.looks.filter(({ at }) => at > began)
  renameSync(`${contentDir}.away`, contentDir)
  const isThere = await until(async () => (await ask(url + article)).status === 200, 15_000)
  lab.readers.rest = false
  lab.posts.begin(5)
  return [
    ...(looks.some(({ status }) => status === 503) ? [] : ['/readyz is not 503 without any content']),
    ...(isThere ? [] : ['the articles did not come back']),
  ]
}

/** Articles that take long to read and to render, while others are read. */
async function large(lab: Lab): Promise<string[]> {
  const bodies = {
    'large-plain': 'Words of a very long article, one after the other.\n\n'.repeat(19_000),
    'large-markup': `${'*a **b** _c_ `d` [e](https://example.org)* '.repeat(20)}\n\n`.repeat(300),
    'large-deep': `${'> '.repeat(3_000)}deep\n`,
    'large-list': Array.from({ length: 300 }, (_, depth) => `${'  '.repeat(depth)}- deeper`).join('\n'),
  }
  for (const [slug, body] of Object.entries(bodies)) {
    writeFileSync(
      join(lab.site.contentDir, 'articles', `${slug}.mdx`),
      articleText(slug, { date: '2026-01-02', topics: '[Large]' }, body),
    )
    await pause(2_500)
    await ask(`${lab.site.url}/articles/${slug}`, { within: 20_000 })
  }
  return []
}

export const content: readonly Run[] = [
  {
    name: 'content-removed',
    what: 'rm -rf of the content folder, 8 s',
    fault: gone((contentDir) => rmSync(contentDir, { recursive: true })),
    ready: 'told',
  },
  {
    name: 'content-emptied',
    what: 'all articles are removed, 8 s',
    fault: gone(emptyArticles),
    ready: 'told',
  },
  {
    name: 'content-renamed',
    what: 'the content folder is renamed away, 8 s',
    fault: renamedAway,
    ready: 'told',
  },
  {
    name: 'content-missing',
    what: 'the content folder is missing at the start',
    isDown: true,
    fault: missingAtStart,
  },
  {
    name: 'large-articles',
    what: 'articles of 1 MB and of deep markup appear and are read',
    fault: large,
    most: { p99: 500 },
  },
]
