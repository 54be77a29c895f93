import type { Asked, Group } from './query.ts'
import type { Reader } from './reader-store.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A word in so few texts may be a slip that somebody made in one of them. */
const doubtful = 2
const timesMore = 10
/** Of each word so many others are considered. */
const most = 3

/**
 * The query as it may have been meant, likeliest first.
 *
 * @param counts in how many texts each of its groups is found
 */
export function meanings(
  { q, groups }: Asked,
  counts: readonly number[],
  { reader, words }: { reader: Reader; words: Vocabulary },
): string[] {
  const isUnknown = (at: number) => counts[at] === 0
  const some = groups.map((group, at) =>
    isUnknown(at) || (counts[at] ?? 0) <= doubtful ? others(group, counts[at] ?? 0, words) : [],
  )
  const shown = (term: string) => term.split(' ').map(reader.shown).join(' ')
  const all: string[] = []
  const replaced = (choose: (at: number) => string | undefined) => {
    let text = q
    for (const [at, { from, to }] of [...groups.entries()].reverse()) {
      const term = choose(at)
      if (term !== undefined) text = text.slice(0, from) + shown(term) + text.slice(to)
    }
    return text
  }
  for (const joined of together(groups, counts, words)) all.push(spliced(q, joined, shown))
  if (some.some((terms) => terms.length))
    for (let choice = 0; choice < most; choice++)
      all.push(replaced((at) => some[at]?.[choice] ?? some[at]?.[0]))
  return [...new Set(all)].filter((text) => text !== q)
}

function others({ tokens, isQuoted }: Group, count: number, words: Vocabulary): string[] {
  const [token] = tokens
  if (!token || tokens.length > 1 || token.isPair || isQuoted || /\p{N}/u.test(token.term)) return []
  const whole = words.near(token.term)
  const near = (whole.length || count ? whole : words.nearBeginnings(token.term))
    .filter((one) => count === 0 || one.count >= timesMore * count)
    .slice(0, most)
    .map(({ term }) => term)
  const apart = count === 0 ? words.apart(token.term)?.join(' ') : undefined
  return apart ? [...near.slice(0, most - 1), apart] : near
}

type Joined = { from: number; to: number; term: string }

/** Two words that are one in the texts. */
function together(groups: readonly Group[], counts: readonly number[], words: Vocabulary): Joined[] {
  return groups.flatMap((group, at) => {
    const next = groups[at + 1]
    const [first, second] = [group.tokens[0], next?.tokens[0]]
    if (!next || !first || !second || group.tokens.length > 1 || next.tokens.length > 1) return []
    const term = first.term + second.term
    const isKnown = words.count(term) > 0 || words.beginningWith(term).length > 0
    const isDoubtful = counts[at] === 0 || counts[at + 1] === 0
    return isKnown && (isDoubtful || words.count(term) > 0) ? [{ from: group.from, to: next.to, term }] : []
  })
}

function spliced(q: string, { from, to, term }: Joined, shown: (term: string) => string): string {
  return q.slice(0, from) + shown(term) + q.slice(to)
}
