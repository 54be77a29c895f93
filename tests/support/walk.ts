import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import type { Language } from '#lib/words/languages.ts'
import { englishIn } from './english.ts'

/** What a reader could meet of a page: texts, names, hints, titles. What says that it is English may be. */
export function wordsOf(page: Page, html: string): Promise<string[]> {
  return page.evaluate((html) => {
    const whole = new DOMParser().parseFromString(html, 'text/html')
    const isEnglish = (element: Element | null) =>
      /^en\b/.test(element?.closest('[lang]')?.getAttribute('lang') ?? '')
    const found: string[] = []
    const names = ['aria-label', 'title', 'alt', 'placeholder', 'content', 'aria-description']
    for (const element of whole.querySelectorAll('*')) {
      if (element.closest('script, style') || isEnglish(element)) continue
      for (const name of names) {
        const value = element.getAttribute(name)
        if (value) found.push(value)
      }
      // The words of an element are read as a whole, with those of what stands in it.
      const own = [...element.childNodes].some(
        ({ nodeType, nodeValue }) => nodeType === 3 && nodeValue?.trim(),
      )
      if (!own || isEnglish(element)) continue
      const copy = element.cloneNode(true) as Element
      for (const other of copy.querySelectorAll('[lang^="en"], script, style')) other.remove()
      found.push(copy.textContent ?? '')
    }
    return found
  }, html)
}

/** Which English words of ours stand on pages, each with the address where it was met first. */
export function englishWords(language: Language) {
  const found = new Map<string, string>()
  const seen = new Set<string>()
  return {
    look(where: string, texts: readonly string[]): void {
      for (const text of texts) {
        if (seen.has(text)) continue
        seen.add(text)
        for (const piece of englishIn(text, language))
          if (!found.has(piece)) found.set(piece, `${where}: ${piece}: ${text.slice(0, 80)}`)
      }
    },
    found: () => [...found.values()],
  }
}

type Place = {
  lang: string
  timeZone: string
  name: string
  /** For whatever an author writes: a sentence, and a word. */
  sentence: string
  word: string
}

export const places = {
  fr: {
    ...{ lang: 'fr-FR', timeZone: 'Europe/Paris', name: "L'atelier Kiné", word: 'Épaule' },
    sentence: 'Comment prendre soin de son épaule ?',
  },
  de: {
    ...{ lang: 'de-DE', timeZone: 'Europe/Vienna', name: 'Praxis Müller', word: 'Schulter' },
    sentence: 'Was der Schulter gut tut, und was nicht.',
  },
  es: {
    ...{ lang: 'es-ES', timeZone: 'America/New_York', name: 'Clínica Peña', word: 'Hombro' },
    sentence: '¿Cómo cuidar el hombro cada día?',
  },
  ar: {
    ...{ lang: 'ar', timeZone: 'Africa/Cairo', name: 'عيادة السلام', word: 'الكتف' },
    sentence: 'كيف تعتني بكتفك كل يوم؟',
  },
} as const satisfies Record<string, Place>

export type Walked = keyof typeof places

const moment = (ahead: number) => new Date(Date.now() + ahead).toISOString()

/** A front matter and a body in a file's own language. */
function text(fields: Record<string, string>, body: string): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`)
  return `---\n${lines.join('\n')}\n---\n\n${body}\n`
}

/** Everything that the text of an article may hold. */
function bodyOf({ sentence, word }: Place): string {
  return [
    ...['A', 'B', 'C'].map(
      (letter) => `## ${word} ${letter}\n\n${sentence}\n\n### ${letter} ${word}\n\n${sentence}`,
    ),
    ...['note', 'important', 'warning'].flatMap((kind) => [
      `<Callout kind="${kind}">\n\n${sentence}\n\n</Callout>`,
      `<Callout kind="${kind}" title="${word}">\n\n${sentence}\n\n</Callout>`,
    ]),
    `<Quote source="https://example.org/">\n\n${sentence}\n\n</Quote>`,
    `<Quote cite="${word}">\n\n${sentence}\n\n</Quote>`,
    `<Figure src="cover.png" alt="${word}" caption="${sentence}" credit="${word}" />`,
    `| ${word} | A |\n| --- | --- |\n| B | ${word} |`,
    '```\n1 + 1\n```',
    `- [ ] ${word}\n- [x] ${word}`,
    `${word}.[^1] ${word}.[^2] ${word}.[^1]\n\n[^1]: ${sentence}\n\n[^2]: ${sentence}`,
    ...['promise', 'name', 'email', 'spamDays', 'answeredMonths', 'mailTextDays'].map(
      (name) => `${word} <Setting name="${name}" />.`,
    ),
  ].join('\n\n')
}

/** The content folder of an organisation of another language; `cover.png` is taken from the sample. */
export function contentIn(folder: string, language: Walked, cover: string): void {
  const place = places[language]
  const { lang, timeZone, name, sentence, word } = place
  const quoted = JSON.stringify(sentence)
  const article = (more: Record<string, string> = {}) => ({
    title: JSON.stringify(`${word} 1`),
    ...{ description: quoted, date: moment(-86_400_000), author: 'first', topics: `[${word}]`, ...more },
  })
  const files: Record<string, string> = {
    'site.yml': `name: ${JSON.stringify(name)}\ntagline: ${quoted}\ndescription: ${quoted}\nlang: ${lang}\ntimeZone: ${timeZone}\narticlesPerPage: 2\npromise: { hours: 0.001 }\ncontact: { email: a@example.org, phone: "+33 4 99 00 12 34" }\n`,
    'authors/first.yml': `name: Zoé\nrole: ${word}\nbio: ${quoted}\nlinks:\n  ${word}: https://example.org/\n`,
    'pages/about.mdx': text({ title: word, description: quoted }, sentence),
    'pages/privacy.mdx': text({ title: word, description: quoted }, bodyOf(place).replace(/<Figure.*/, '')),
    'pages/accessibility.mdx': text({ title: word, description: quoted }, sentence),
    'articles/whole.mdx': text(
      article({
        ...{ title: JSON.stringify(`${word} 0`), image: 'cover.png', imageAlt: word, featured: 'true' },
        ...{ updated: moment(-3_600_000), reviewed: moment(-3_600_000), nextReview: moment(864_000_000) },
        translations: '{ it: /articles/other-0 }',
      }),
      bodyOf(place),
    ),
    'articles/other-0.mdx': text(article({ title: '"1 · 2"', lang: 'it' }), '1 2 3.'),
    ...Object.fromEntries(
      [1, 2, 3, 4].map((n) => [
        `articles/other-${n}.mdx`,
        text(article({ title: `"${word} ${n}"` }), sentence),
      ]),
    ),
    'articles/closed.mdx': text(article({ replies: 'closed' }), sentence),
    'articles/draft.mdx': text(article({ draft: 'true' }), sentence),
    'articles/scheduled.mdx': text(article({ date: moment(864_000_000) }), sentence),
    'articles/expired.mdx': text(article({ expires: moment(-3_600_000) }), sentence),
    'articles/faulty.mdx': text(article({ draft: 'true', author: 'nobody' }), '<Callout>\n\nA'),
  }
  for (const [path, bytes] of Object.entries(files)) writeFileSync(join(folder, path), bytes)
  writeFileSync(join(folder, 'articles', 'whole', 'cover.png'), readFileSync(cover))
}
