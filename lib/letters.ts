export type Letter<Item> = { letter: string; items: Item[] }

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
  const isArabic = new Intl.Locale(lang).language === 'ar'
  const named = (item: Item) => (isArabic ? withoutArticle(label(item)) : label(item))
  const letters: Letter<Item>[] = []
  const sorted = isArabic ? items.toSorted((one, next) => named(one).localeCompare(named(next), lang)) : items
  for (const item of sorted) {
    const name = letterOf(named(item), lang) ?? other
    const known = letters.find(({ letter }) => collator.compare(letter, name) === 0)
    if (known) known.items.push(item)
    else letters.push({ letter: plainest(name, collator), items: [item] })
  }
  return letters
}

/** `النوم` stands under `ن`; in `التهاب` and its like the first letters are of the word itself. */
function withoutArticle(label: string): string {
  return label.replace(
    /^\P{L}*ال(?!ت(?:هاب|زام|حام|باس|صاق|قاط|قاء|فاف|فات|واء|ماس|حاق|ئام|جاء))(?=\p{L}{2})/u,
    '',
  )
}

function letterOf(label: string, lang: string): string | undefined {
  const [first] = /[\p{L}\p{N}]\p{M}*/u.exec(label.normalize('NFC')) ?? []
  if (first === undefined) return undefined
  if (/\p{N}/u.test(first)) return digits
  if (/\p{Script=Han}/u.test(first)) return signs
  // A syllable of Korean stands under the consonant that it begins with.
  if (/\p{Script=Hangul}/u.test(first)) return first.normalize('NFD').charAt(0)
  return first.toLocaleUpperCase(lang)
}

/** `E` for what begins with `É`, where the language takes them for one letter. */
function plainest(letter: string, collator: Intl.Collator): string {
  const bare = letter.normalize('NFD').replace(/\p{M}/gu, '')
  return bare && collator.compare(bare, letter) === 0 ? bare : letter
}
