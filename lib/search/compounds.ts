import { functionWords } from './function-words.ts'
import type { Stems } from './stems.ts'
import { withoutLanguage } from './stems.ts'
import type { Vocabulary } from './vocabulary.ts'

/** They write words together that others write apart. */
const languages = ['de', 'nl', 'sv', 'da', 'nb', 'nn', 'no']
const endings = /^(?:e|em|en|er|ern|es|n|nen|s|se)?$/
/** What stands before a word and makes no compound of it. */
const prefixes = new Set('auf aus bei dar ein emp ent her hin los mit uns ver vor weg zer'.split(' '))
/** Letters below which a word stands in many that have nothing to do with it; within another one it needs more. */
const [shortest, shortestWithin] = [4, 5]
const mostCompounds = 40

/** Stems of the words that it is a part of, as `Aufenthalt` of `Krankenhausaufenthalt`. */
export function compoundsOf(term: string, stemmers: ReadonlyMap<string, Stems>, words: Vocabulary): string[] {
  if (term.length < shortest || !/^\p{L}+$/u.test(term)) return []
  return languages.flatMap((lang) => {
    const stems = stemmers.get(lang)
    if (!stems || functionWords([[term]], [lang]).size) return []
    const part = withoutEnding(term, stems)
    return words
      .containing(part)
      .filter((one) => isCompound(one.term, part))
      .sort((a, b) => b.count - a.count)
      .slice(0, mostCompounds)
      .flatMap((one) => stems(one.term, one.term))
  })
}

/** `fristen` is `frist`, but `versicherung` is no `versicher`. */
function withoutEnding(term: string, stems: Stems): string {
  const stem = stems(term, term).map(withoutLanguage)[0] ?? term
  const isEnding = term.startsWith(stem) && endings.test(term.slice(stem.length))
  return isEnding && stem.length >= shortest ? stem : term
}

function isCompound(word: string, part: string): boolean {
  const at = word.lastIndexOf(part)
  const [before, after] = [word.slice(0, at), word.slice(at + part.length)]
  if (before.length === 3 ? prefixes.has(before) : before && before.length < shortest) return false
  return endings.test(after) ? before !== '' : part.length >= shortestWithin && after.length >= shortest
}
