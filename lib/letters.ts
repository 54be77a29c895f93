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
  const letters: Letter<Item>[] = []
  for (const item of items) {
    const name = letterOf(label(item), lang) ?? other
    const known = letters.find(({ letter }) => collator.compare(letter, name) === 0)
    if (known) known.items.push(item)
    else letters.push({ letter: plainest(name, collator), items: [item] })
  }
  return letters
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
