import { maskCode } from './mask.ts'

/** Languages that are known by their letters; the first that fits. */
const letters: readonly [lang: string, script: string, of: RegExp, also?: RegExp, never?: RegExp][] = [
  ['he', 'Hebr', /\p{Script=Hebrew}+/gu],
  ['ur', 'Arab', /\p{Script=Arabic}+/gu, /[ٹڈڑے]/],
  ['fa', 'Arab', /\p{Script=Arabic}+/gu, /[پچژگ]/],
  ['ar', 'Arab', /\p{Script=Arabic}+/gu],
  ['ja', 'Jpan', /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/gu, /\p{Script=Hiragana}/u],
  ['ko', 'Kore', /\p{Script=Hangul}+/gu],
  ['zh', 'Hans', /\p{Script=Han}/gu],
  ['th', 'Thai', /\p{Script=Thai}/gu],
  ['el', 'Grek', /\p{Script=Greek}+/gu],
  ['ru', 'Cyrl', /\p{Script=Cyrillic}+/gu, /[ыэ]/i, /[іїєґў]/i],
  ['uk', 'Cyrl', /\p{Script=Cyrillic}+/gu, /[їєґ]/i, /[ыэъ]/i],
]

/** @returns the language that most of a text is in, where its letters tell and `known` is written by other ones */
export function languageByLetters(body: string, known: string | undefined): string | undefined {
  const text = maskCode(body.slice(0, 8000))
    .text.replace(/https?:\/\/\S+|<[^<>]*>|\{[^{}]*\}|\]\([^)]*\)/g, ' ')
    .slice(0, 4000)
  const latin = text.match(/\p{Script=Latin}+/gu)?.length ?? 0
  for (const [lang, script, of, also, never] of letters) {
    const found = text.match(of) ?? []
    if (found.length < 8 || found.length <= latin) continue
    const joined = found.join(' ')
    if ((also && !also.test(joined)) || never?.test(joined)) continue
    return scriptOf(known)?.startsWith(script.slice(0, 3)) ? undefined : lang
  }
  return undefined
}

/** `Hans` and `Hant` are one here. */
function scriptOf(lang: string | undefined): string | undefined {
  try {
    return lang && new Intl.Locale(lang.replaceAll('_', '-')).maximize().script
  } catch {
    return undefined
  }
}
