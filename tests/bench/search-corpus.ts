import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Numbers from 0 to 1 that are the same in each run. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return state / 0x7fffffff
  }
}

const syllables =
  'ba ter con mi lo pre su ran ti ver gal ne por chi da fe gu hel in jo ka lem mon nor pa qui ros sel tan ul vi wen'.split(
    ' ',
  )

/** As often as words of a language are: the second half as often as the first, and so on. */
function wordsOf(count: number, random: () => number): { words: string[]; next: () => string } {
  const words = Array.from({ length: count }, (_, number) => {
    let [word, rest] = ['', number + 40]
    while (rest > 0) {
      word += syllables[rest % syllables.length]
      rest = Math.floor(rest / syllables.length)
    }
    return word
  })
  const span = Math.log(count)
  return { words, next: () => words[Math.min(count - 1, Math.floor(Math.exp(random() * span)) - 1)] ?? '' }
}

/** Articles of so many words each, by five authors and of 40 topics in ten years. */
export function writeSearchArticles(contentDir: string, count: number, length = 300) {
  const random = randomFrom(7)
  const { words, next } = wordsOf(40_000, random)
  for (const folder of ['articles', 'authors']) mkdirSync(join(contentDir, folder), { recursive: true })
  for (let number = 0; number < 5; number++)
    writeFileSync(
      join(contentDir, 'authors', `author-${number}.yml`),
      `name: Author Number ${number}\nrole: Writer\n`,
    )
  const pick = (most: number) => Math.floor(random() * most)
  for (let number = 0; number < count; number++) {
    const sentence = () => `${Array.from({ length: 12 }, next).join(' ')}.`
    const date = new Date(Date.UTC(2016 + pick(10), pick(12), 1 + pick(28))).toISOString().slice(0, 10)
    const paragraphs = Array.from({ length: 5 }, () =>
      Array.from({ length: length / 60 }, sentence).join(' '),
    )
    writeFileSync(
      join(contentDir, 'articles', `article-${number}.md`),
      `---\ntitle: ${Array.from({ length: 5 }, next).join(' ')}\ndescription: ${sentence()}\ndate: ${date}\n` +
        `author: author-${pick(5)}\ntopics: [Topic ${pick(40)}, Topic ${pick(40)}]\n---\n\n## ${next()} ${next()}\n\n${paragraphs.join('\n\n')}\n`,
    )
  }
  return { words, next, pick }
}

/** Words of all kinds, slips, phrases, filters, beginnings: what 200 readers ask for. */
export function mixedQueries(
  { words, next, pick }: ReturnType<typeof writeSearchArticles>,
  count = 200,
): string[] {
  const word = (from = 0) =>
    words[Math.min(words.length - 1, from + Math.floor(Math.exp(Math.log(5_000) * (pick(1000) / 1000))))] ??
    ''
  const slip = (text: string) => {
    const at = 1 + pick(text.length - 2)
    return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2)
  }
  return Array.from({ length: count }, (_, number) => {
    const q = encodeURIComponent
    switch (number % 8) {
      case 0:
        return `q=${q(word())}`
      case 1:
        return `q=${q(`${word()} ${word()}`)}`
      case 2:
        return `q=${q(slip(word(500)))}`
      case 3:
        return `q=${q(`"${next()} ${next()}"`)}`
      case 4:
        return `q=${q(word())}&topic=topic-${pick(40)}`
      case 5:
        return `q=${q(`${word()} ${word()} ${word(100)}`)}&year=${2016 + pick(10)}`
      case 6:
        return `q=${q(word(50).slice(0, 4))}`
      default:
        return `q=${q(`${word()} -${word()}`)}&author=author-${pick(5)}&page=2`
    }
  })
}
