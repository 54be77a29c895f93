type Letter<Item> = { letter: string; items: Item[] }

/** What has no letters to go by: its signs are thousands. */
const signs = '漢'
const digits = '0–9'

/**
 * As the index of a book: accents count where the language counts them as letters, as Å in Swedish.
 * @param items in the language's order
 * @param other stands over what begins with no letter and no number
 */
export function byLetter<Item>(
  items: readonly Item[],
  { lang, label, other }: { lang: string; label(item: Item): string; other: string },
): Letter<Item>[] {
  const collator = new Intl.Collator(lang, { sensitivity: 'base' })
  const named = (item: Item) => sortedBy(label(item), lang)
  const letters: Letter<Item>[] = []
  // A language's order has signs before letters: a label in quotes would bring its letter before A.
  const isInOrder = items.every((item) => [label(item), ''].includes(named(item)))
  const sorted = isInOrder
    ? items
    : items.toSorted((one, next) => named(one).localeCompare(named(next), lang))
  for (const item of sorted) {
    const found = letterOf(named(item), lang)
    const name = found === undefined ? other : plainest(found, collator)
    const known = letters.find(({ letter }) => collator.compare(letter, name) === 0)
    if (known) known.items.push(item)
    else letters.push({ letter: name, items: [item] })
  }
  return letters
}

/** Without signs; in Arabic without the article: `النوم` stands under `ن`, while that of `التهاب` and its like is part of the word. */
function sortedBy(label: string, lang: string): string {
  const text = label.replace(/^[^\p{L}\p{N}]+/u, '')
  return new Intl.Locale(lang).language === 'ar' ? text.replace(article, '') : text
}

const article = /^ال(?!ت(?:هاب|زام|حام|باس|صاق|قاط|قاء|فاف|فات|واء|ماس|حاق|ئام|جاء))(?=\p{L}{2})/u

function letterOf(label: string, lang: string): string | undefined {
  const [first] = initial.exec(label.normalize('NFC')) ?? []
  if (first === undefined) return undefined
  if (/\p{N}/u.test(first)) return digits
  if (/\p{Script=Han}/u.test(first)) return signs
  // A syllable of Korean stands under the consonant that it begins with.
  if (/\p{Script=Hangul}/u.test(first)) return first.normalize('NFD').charAt(0)
  const [plain = first] = initial.exec(first.normalize('NFKC')) ?? []
  // Capitals of Georgian are for whole words, and in few typefaces.
  if (/\p{Script=Georgian}/u.test(plain)) return plain.toLowerCase()
  // Of `ß` the first of the two.
  return initial.exec(plain.toLocaleUpperCase(lang))?.[0] ?? plain
}

/** With its accents. Vowel signs of a script are none: a word of Hindi stands under its consonant. */
const initial = /(?!\p{Lm})[\p{L}\p{N}][\p{M}&&\p{Script=Inherited}]*/v

/** `E` for what begins with `É`, where the language takes them for one letter; in Vietnamese, of `Ẩ` the tone alone goes. */
function plainest(letter: string, collator: Intl.Collator): string {
  const [base = ''] = letter.normalize('NFD')
  const isOwn = (mark: string) => collator.compare(base, base + mark) !== 0
  return letter
    .normalize('NFD')
    .replace(/\p{M}/gu, (mark) => (isOwn(mark) ? mark : ''))
    .normalize('NFC')
}
