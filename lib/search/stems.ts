import { fold } from '#lib/fold.ts'
import { baseOf } from '#lib/lang.ts'
import { holdsTogether } from './function-words.ts'
import { irregularForms } from './irregular.ts'

type Stemmer = (word: string) => string

/** Of Snowball, by the language's code. */
const stemmers: Readonly<Record<string, () => Promise<{ stemmer: Stemmer }>>> = {
  ar: () => import('@orama/stemmers/arabic'),
  hy: () => import('@orama/stemmers/armenian'),
  bg: () => import('@orama/stemmers/bulgarian'),
  da: () => import('@orama/stemmers/danish'),
  nl: () => import('@orama/stemmers/dutch'),
  en: () => import('@orama/stemmers/english'),
  fi: () => import('@orama/stemmers/finnish'),
  fr: () => import('@orama/stemmers/french'),
  de: () => import('@orama/stemmers/german'),
  el: () => import('@orama/stemmers/greek'),
  hu: () => import('@orama/stemmers/hungarian'),
  hi: () => import('@orama/stemmers/indian'),
  id: () => import('@orama/stemmers/indonesian'),
  ga: () => import('@orama/stemmers/irish'),
  it: () => import('@orama/stemmers/italian'),
  lt: () => import('@orama/stemmers/lithuanian'),
  ne: () => import('@orama/stemmers/nepali'),
  nb: () => import('@orama/stemmers/norwegian'),
  nn: () => import('@orama/stemmers/norwegian'),
  no: () => import('@orama/stemmers/norwegian'),
  pt: () => import('@orama/stemmers/portuguese'),
  ro: () => import('@orama/stemmers/romanian'),
  ru: () => import('@orama/stemmers/russian'),
  sr: () => import('@orama/stemmers/serbian'),
  es: () => import('@orama/stemmers/spanish'),
  sv: () => import('@orama/stemmers/swedish'),
  ta: () => import('@orama/stemmers/tamil'),
  tr: () => import('@orama/stemmers/turkish'),
  uk: () => import('@orama/stemmers/ukrainian'),
}

/** Stems of a word, folded, each with its language: the stem of one is often a word of another. */
export type Stems = (written: string, term: string) => readonly string[]

const none: Stems = () => []
const loaded = new Map<string, Promise<Stems>>()
const mostKept = 20_000
/** `C++`, `C#`, `.NET`: names have no other forms. */
const ofProgram = /[+＋#＃♯.]/
/** Of no word. */
const mark = '·'

/** Of stems, with their language: the forms that begin otherwise, perhaps. */
const irregularOf = new Map<string, readonly string[]>()

export function irregularFormsOf(stem: string): readonly string[] {
  return irregularOf.get(stem) ?? []
}

export function withoutLanguage(stem: string): string {
  return stem.slice(stem.indexOf(mark) + 1)
}

/** @param lang BCP 47 */
export function stemsIn(lang: string): Promise<Stems> {
  const code = baseOf(lang)
  const known = loaded.get(code) ?? load(code)
  loaded.set(code, known)
  return known
}

/** Arabic writes “and” and “so” before the article, where its stemmer looks for nothing. */
function withoutAnd(word: string, code: string): string {
  return code === 'ar' ? word.replace(/^[وف](?=ال.{2})/u, '') : word
}

async function load(code: string): Promise<Stems> {
  const make = Object.hasOwn(stemmers, code) ? stemmers[code] : undefined
  if (!make) return none
  const { stemmer } = await make()
  const irregular = irregularForms(code)
  for (const [form, first] of irregular) {
    const stem = code + mark + fold(stemmer(first))
    irregularOf.set(stem, [...(irregularOf.get(stem) ?? []), form])
  }
  let kept = new Map<string, readonly string[]>()
  return (written, term) => {
    if (term.length < 3 || /\p{N}/u.test(term) || ofProgram.test(written) || holdsTogether(term, code))
      return []
    const word = withoutAnd(written.toLowerCase().normalize('NFC'), code)
    const known = kept.get(word)
    if (known) return known
    // Who writes without accents finds the word, too.
    const forms = [word, withoutAnd(term, code), irregular.get(term) ?? word]
    const all = new Set(forms.map((form) => fold(stemmer(form))))
    const stems = [...all].map((stem) => code + mark + stem)
    if (kept.size >= mostKept) kept = new Map()
    kept.set(word, stems)
    return stems
  }
}
