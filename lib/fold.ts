import { streamSafe } from './unicode.ts'

/** What NFKD leaves: CLDR's transform Latin-ASCII, and some beside it. */
const letters: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', þ: 'th', ð: 'd', đ: 'd', ħ: 'h', ı: 'i', ĸ: 'k', ł: 'l', ŋ: 'n' },
  ...{ ŧ: 't', ƀ: 'b', ɓ: 'b', ƈ: 'c', ɗ: 'd', ə: 'e', ɛ: 'e', ɠ: 'g', ɨ: 'i', ƙ: 'k', ɲ: 'n', ɔ: 'o' },
  ...{ ƭ: 't', ʉ: 'u', ƴ: 'y' },
  ...{ ς: 'σ', ى: 'ي', ی: 'ي', ک: 'ك', ة: 'ه' },
  ...{ '’': "'", '‘': "'", ʼ: "'", '′': "'", '“': '"', '”': '"', '„': '"', '«': '"', '»': '"' },
  ...{ '‐': '-', '‒': '-', '–': '-', '—': '-', '―': '-', '−': '-' },
}
const known = new RegExp(`[${Object.keys(letters).join('')}]`, 'gu')

/** Accents, points and vowel signs that a word is often written without; those of India's scripts are letters. */
const marks =
  /[\p{Mn}&&[\p{Script=Inherited}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}]]/gv

const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u0640]/gu

/** What is stored was folded by this: a change of it needs a migration that folds everything anew. */
export function fold(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase()
  return streamSafe(text.toWellFormed())
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(marks, '')
    .replace(invisible, '')
    .replace(known, (letter) => letters[letter] ?? letter)
    .replace(foreignDigits, digit)
    .normalize('NFC')
}

const foreignDigits = /[\p{Nd}--[0-9]]/gv

/** Of any script as 0 to 9, all else as it is. */
export function plainDigits(text: string): string {
  return text.replace(foreignDigits, digit)
}

/** The digits of a script are ten in a row, from its zero on (Unicode Standard, 4.6). */
function digit(sign: string): string {
  const code = sign.codePointAt(0) ?? 0
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return String(code - zero)
}

export function searchText(texts: readonly (string | null | undefined)[]): string {
  return texts.flatMap((text) => (text ? fold(text) : [])).join('\n')
}

export function phoneText(phone: string | null | undefined): string | undefined {
  return phone ? `${phone}\n${fold(phone).replace(/[^+\d]/g, '')}` : undefined
}
