import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const words = (
  'a about after again all and any ask at be because before better by call can care change clear clinic come ' +
  'day do each early family find first for from give good group have health help home how if in is it know less ' +
  'letter listen long look make many meet more most need new not now of often on one only open or other out people ' +
  'plan plain point public question read reader right say see service short show simple small some staff start ' +
  'still take talk team tell than that the their them then there they thing this time to together trust two under ' +
  'use visit wait waiting want way week well what when where which who why will with without word work write year you'
).split(' ')

const topics = [
  'Healthcare',
  'Hiring',
  'Writing',
  'Accessibility',
  'Data',
  'Learning',
  'Design',
  'Management',
]
const oneDay = 24 * 60 * 60 * 1000
const newest = Date.UTC(2026, 9, 1)

/** An article file of about 900 words; the same number makes the same text. The higher the number, the older it is. */
export function anArticle({ title, number }: { title: string; number: number }): string {
  const word = wordsFrom(number)
  const sentence = () => {
    const text = Array.from({ length: 14 }, word).join(' ')
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
  }
  const paragraph = () => Array.from({ length: 5 }, sentence).join(' ')
  const heading = () => `## ${Array.from({ length: 4 }, word).join(' ')}`
  const section = () => [
    heading(),
    paragraph(),
    `- ${sentence()}\n- ${sentence()}`,
    `**${word()}** ${paragraph()}`,
  ]
  const picked = [topics[number % topics.length], topics[(number >> 3) % topics.length]]
  return [
    '---',
    `title: "${title}"`,
    `description: "${sentence()}"`,
    `date: ${new Date(newest - (number % 3000) * oneDay).toISOString().slice(0, 10)}`,
    `author: author-${number % 10}`,
    `topics: [${[...new Set(picked)].join(', ')}]`,
    '---',
    '',
    [paragraph(), ...Array.from({ length: 5 }, section).flat(), ''].join('\n\n'),
  ].join('\n')
}

/**
 * Fills a content folder with so many articles, ten authors and the site's own pages.
 *
 * @returns addresses of the articles by their slugs, newest first, and of a topic and an author that have some
 */
export function writeManyArticles(
  contentDir: string,
  count: number,
): { slugs: string[]; topic: string; author: string } {
  for (const folder of ['articles', 'authors']) mkdirSync(join(contentDir, folder), { recursive: true })
  cpSync(fileURLToPath(new URL('../../content/pages', import.meta.url)), join(contentDir, 'pages'), {
    recursive: true,
  })
  for (let number = 0; number < 10; number++)
    writeFileSync(
      join(contentDir, 'authors', `author-${number}.yml`),
      `name: Author Number ${number}\nrole: Writer\nbio: Writes for the tests of this site.\n`,
    )
  const slugs = Array.from({ length: count }, (_, number) => `article-number-${number}`)
  for (const [number, slug] of slugs.entries())
    writeFileSync(
      join(contentDir, 'articles', `${slug}.mdx`),
      anArticle({ title: `Article number ${number}`, number }),
    )
  return { slugs, topic: 'healthcare', author: 'author-0' }
}

/** Words in an order that hangs on the seed alone (mulberry32). */
function wordsFrom(seed: number): () => string {
  let state = (seed + 1) * 0x9e3779b9
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return words[((mixed ^ (mixed >>> 14)) >>> 0) % words.length] ?? ''
  }
}
