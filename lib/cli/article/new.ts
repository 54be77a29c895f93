import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import type { Settings } from '#lib/config.ts'
import { lastGoodIn, loadOrganisation } from '#lib/content/organisation/load.ts'
import { site } from '#lib/site.ts'
import { languageOf } from '#lib/words/words.ts'
import { refuse, type Terminal } from '../terminal.ts'
import { fileOf, folderProblem, shortSlug, shown, slugProblem } from './content.ts'
import { firstTexts } from './first-text.ts'

export function startArticle(
  settings: Settings,
  terminal: Terminal,
  { title, slug = shortSlug(title) }: { title: string; slug?: string | undefined },
): number {
  const unnamed = `No address can be made of "${title}": give one in words, with --slug our-new-clinic`
  const problem = folderProblem(settings) ?? (slug ? slugProblem(slug) : unnamed)
  if (problem) return refuse(terminal, problem)
  const taken = fileOf(settings, slug)
  if (taken)
    return refuse(
      terminal,
      `${shown(taken)} is there already and was left alone. Give another title, or another address with --slug`,
    )
  loadOrganisation(settings.contentDir, lastGoodIn(settings))
  const folder = join(settings.contentDir, 'articles')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${slug}.mdx`)
  // 'wx': whatever another writer put there meanwhile stays.
  writeFileSync(file, firstText(title, authorsIn(settings.contentDir)), { flag: 'wx' })
  terminal.print(shown(file))
  terminal.print(
    `It is a draft: nobody sees it. To see it as it will stand: npm run article -- preview ${slug}`,
  )
  terminal.print('When it is ready, change draft: true to draft: false.')
  return 0
}

function firstText(title: string, authors: readonly string[]): string {
  const text = firstTexts[languageOf(site.lang) ?? 'en']
  const choice = authors.length
    ? `${text.oneOf} ${authors.join(', ')}`
    : `jane-doe, ${text.withFile} content/authors/jane-doe.yml`
  return `---
${stringify({ title: title.trim() }, { lineWidth: 0 }).trimEnd()}
description: ${text.description}
date: ${today()}
${authors.length === 1 ? `author: ${authors[0]}` : `# author: ${choice}`}
# topics: [${text.topics.join(', ')}]
# image: ${text.cover}, ${text.image}
# imageAlt: ${text.imageAlt}
draft: true
---

${text.body}
`
}

function today(): string {
  // Sweden writes dates in the order of ISO 8601.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: site.timeZone, dateStyle: 'short' }).format(Date.now())
}

function authorsIn(contentDir: string): string[] {
  const folder = join(contentDir, 'authors')
  const files = existsSync(folder) ? readdirSync(folder) : []
  return files
    .flatMap((file) => (file.endsWith('.yml') ? [file.slice(0, -'.yml'.length).normalize('NFC')] : []))
    .sort()
}
