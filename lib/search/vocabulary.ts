import { distance } from '#lib/content/nearest.ts'
import { firstPlace } from '#lib/first-place.ts'
import { bitsIn } from './bits.ts'

type Word = { term: string; count: number }

export type Vocabulary = ReturnType<typeof createVocabulary>

/** Letters of a beginning below which a slip makes it that of any word. */
const shortestBeginning = 6

/** @param terms in order of their code units; `counts`: in how many texts each stands */
export function createVocabulary(terms: readonly string[], counts: Uint32Array) {
  const masks = new Uint32Array(terms.length)
  const byLength = new Map<number, number[]>()
  for (const [at, term] of terms.entries()) {
    masks[at] = maskOf(term)
    const some = byLength.get(term.length)
    if (some) some.push(at)
    else byLength.set(term.length, [at])
  }

  /** Of the first that is not before it. */
  const placeOf = (term: string) => firstPlace(terms.length, (place) => (terms[place] ?? '') >= term)

  function count(term: string): number {
    const at = placeOf(term)
    return terms[at] === term ? (counts[at] ?? 0) : 0
  }

  return {
    count,
    /** In order; longer than the prefix. */
    beginningWith(prefix: string): Word[] {
      const found: Word[] = []
      for (let at = placeOf(prefix); terms[at]?.startsWith(prefix); at++) {
        const term = terms[at]
        if (term !== undefined && term !== prefix) found.push({ term, count: counts[at] ?? 0 })
      }
      return found
    },
    /** Longer than the part. */
    containing(part: string): Word[] {
      const mask = maskOf(part)
      const found: Word[] = []
      for (let at = 0; at < terms.length; at++) {
        if ((mask & ~(masks[at] ?? 0)) !== 0) continue
        const term = terms[at] ?? ''
        if (term.length > part.length && term.includes(part)) found.push({ term, count: counts[at] ?? 0 })
      }
      return found
    },
    /** Those a slip away from a word that nobody wrote, likeliest first: one up to seven letters, two in longer words. */
    near(word: string): Word[] {
      const most = slipsIn(word)
      const found: (Word & { score: number })[] = []
      if (!most) return found
      const mask = maskOf(word)
      for (let length = word.length - most; length <= word.length + most; length++)
        for (const at of byLength.get(length) ?? []) {
          if (bitsIn((masks[at] ?? 0) ^ mask) > 2 * most) continue
          const term = terms[at] ?? ''
          const slips = distance(word, term, most)
          if (slips > most || !slips) continue
          const times = counts[at] ?? 0
          const isSameStart = term[0] === word[0] ? 1 : 0
          // Letters that changed places are likelier than one that is missing.
          const isSwapped = length === word.length && masks[at] === mask ? 0.5 : 0
          const score = Math.log2(1 + times) - 3 * slips + 1.5 * isSameStart + isSwapped
          found.push({ term, count: times, score })
        }
      return found.sort((a, b) => b.score - a.score)
    },
    /** Longer ones that begin with a slip of it, as `mortgages` with `mortage`, likeliest first. */
    nearBeginnings(word: string): Word[] {
      const most = slipsIn(word)
      const found: (Word & { slips: number })[] = []
      if (word.length < shortestBeginning) return found
      const mask = maskOf(word)
      const [first = ''] = word
      for (let at = placeOf(first); terms[at]?.startsWith(first); at++) {
        const term = terms[at] ?? ''
        if (term.length <= word.length + most || bitsIn(mask & ~(masks[at] ?? 0)) > most) continue
        const slipsTo = (length: number) => distance(word, term.slice(0, length), most + 1)
        const same = slipsTo(word.length)
        // One letter more or less changes it by one.
        if (same > most + 1) continue
        const slips = Math.min(same, slipsTo(word.length - 1), slipsTo(word.length + 1))
        if (slips <= most) found.push({ term, count: counts[at] ?? 0, slips })
      }
      return found.sort((a, b) => a.slips - b.slips || b.count - a.count || a.term.length - b.term.length)
    },
    /** Two words that it is when it is taken apart, likeliest first. */
    apart(word: string): [string, string] | undefined {
      let best: { parts: [string, string]; count: number } | undefined
      for (let at = 2; at <= word.length - 2; at++) {
        const parts: [string, string] = [word.slice(0, at), word.slice(at)]
        const least = Math.min(count(parts[0]), count(parts[1]))
        if (least && least > (best?.count ?? 0)) best = { parts, count: least }
      }
      return best?.parts
    },
  }
}

function slipsIn(word: string): number {
  return word.length < 4 ? 0 : word.length < 8 ? 1 : 2
}

function maskOf(term: string): number {
  let mask = 0
  for (let at = 0; at < term.length; at++) mask |= 1 << (term.charCodeAt(at) & 31)
  return mask
}
