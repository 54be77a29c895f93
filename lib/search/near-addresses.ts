import { setImmediate } from 'node:timers/promises'
import { distance } from '#lib/content/nearest.ts'
import { fold } from '#lib/fold.ts'
import { bitsIn } from './bits.ts'

export type Address = { slug: string; path: string; title: string; lang: string }

export type NearAddresses = {
  /** Best first, at most three; none while the list of addresses is being read, or where nothing is near. */
  find(path: string): readonly Address[]
}

type Named = { address: Address; name: string }

/** Of each name 256 bits, which its pairs of letters set: a hundred thousand are compared in milliseconds. */
const wordsEach = 8

const compared = 24

const mostFound = 3

const nearEnough = 0.4

/** Letters of a name in which a slip is counted by itself. */
const short = 24

const slice = 1000

/** Milliseconds. */
const readAgain = 5000

/** As much as that costs at most of the time that readers have. */
const mostASecond = 20

/**
 * What was meant by an address that is not there, by its letters.
 *
 * @param addresses all that there are now; the same list until there are others
 */
export function createNearAddresses(
  addresses: () => readonly (readonly Address[])[],
  clock: () => number = () => performance.now(),
): NearAddresses {
  let lists: readonly (readonly Address[])[] = []
  let read: { all: readonly Named[]; bits: Int32Array } | undefined
  let readAt = Number.NEGATIVE_INFINITY
  let left = mostASecond
  let countedAt = clock()

  function mayLook(): boolean {
    const now = clock()
    left = Math.min(mostASecond, left + ((now - countedAt) / 1000) * mostASecond)
    countedAt = now
    return left >= 1
  }

  async function readAll(current: typeof lists): Promise<void> {
    lists = current
    // What was withdrawn must not be named by its title any more.
    read = undefined
    const all: Named[] = []
    for (const [at, address] of current.flat().entries()) {
      const names = new Set([plain(address.slug), plain(address.title)])
      for (const name of names) all.push({ address, name })
      if (at % slice === slice - 1) await setImmediate()
    }
    const bits = new Int32Array(all.length * wordsEach)
    for (const [at, { name }] of all.entries()) {
      sign(name, bits, at * wordsEach)
      if (at % slice === slice - 1) await setImmediate()
    }
    read = { all, bits }
  }

  function refresh(): void {
    if (clock() - readAt <= readAgain) return
    readAt = clock()
    const current = addresses()
    const isSame = current.every((list, at) => isSameList(list, lists[at]))
    if (!isSame) void readAll(current)
  }

  return {
    find(path) {
      const wanted = mayLook() ? wantedBy(path) : undefined
      if (wanted === undefined) return []
      left -= 1
      refresh()
      if (!read) return []
      const { all, bits } = read
      const near = likely(wanted, bits)
        .flatMap((at) => all[at] ?? [])
        .map(({ address, name }) => ({ address, nearness: nearness(wanted, name) }))
        .filter((one) => one.nearness >= nearEnough)
        .sort((one, other) => other.nearness - one.nearness)
      return [...new Set(near.map(({ address }) => address))].slice(0, mostFound)
    },
  }
}

function isSameList(list: readonly Address[], other: readonly Address[] = []): boolean {
  return list === other || (list.length === other.length && list.every((one, at) => one === other[at]))
}

/** Its last name, as it may have been typed or linked to; undefined where only a program would ask. */
function wantedBy(path: string): string | undefined {
  const parts = path.split('/').filter(Boolean)
  const last = parts.findLast((part) => /\p{L}{2}/u.test(part))?.replace(/\.html?$/i, '') ?? ''
  const isPlausible = parts.length <= 5 && last.length >= 3 && last.length <= 120 && !/[.$<>{}]/.test(last)
  return isPlausible ? plain(last) : undefined
}

function plain(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function sign(text: string, bits: Int32Array, from: number): void {
  for (let at = 1; at < text.length; at++) {
    const bit = (text.charCodeAt(at - 1) * 31 + text.charCodeAt(at)) & 255
    const word = from + (bit >>> 5)
    bits[word] = (bits[word] ?? 0) | (1 << (bit & 31))
  }
}

/** With numbers of 31 bits alone, for of larger ones each would be an object. */
function likely(wanted: string, bits: Int32Array): number[] {
  const own = new Int32Array(wordsEach)
  sign(wanted, own, 0)
  const best: { at: number; shared: number }[] = []
  let least = 0
  for (let at = 0; at * wordsEach < bits.length; at++) {
    let both = 0
    let either = 0
    for (let word = 0; word < wordsEach; word++) {
      const a = own[word] ?? 0
      const b = bits[at * wordsEach + word] ?? 0
      both += bitsIn(a & b)
      either += bitsIn(a | b)
    }
    const shared = both / (either || 1)
    if (shared <= least) continue
    best.push({ at, shared })
    if (best.length < 2 * compared) continue
    best.sort((one, other) => other.shared - one.shared).length = compared
    least = best.at(-1)?.shared ?? 0
  }
  return best.map(({ at }) => at)
}

function nearness(wanted: string, name: string): number {
  const longest = Math.max(wanted.length, name.length)
  const slips = longest <= short ? 1 - (2 * distance(wanted, name)) / longest : 0
  return Math.max(slips, alike(wanted, name))
}

/** Sørensen–Dice, of triples. */
function alike(a: string, b: string): number {
  const [own, other] = [triples(a), triples(b)]
  return (2 * own.intersection(other).size) / (own.size + other.size)
}

function triples(text: string): Set<string> {
  const padded = ` ${text} `
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)))
}
