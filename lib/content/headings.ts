import type { Say } from './lint/diagnostic.ts'
import { slugify } from './slug.ts'

export type Heading = { depth: 2 | 3; id: string; text: string }

/** One text: as objects, those of a hundred thousand articles would be half of all that the collector has to look at. */
export function packed(headings: readonly Heading[]): string {
  return headings.length ? JSON.stringify(headings.map(({ depth, id, text }) => [depth, id, text])) : ''
}

export function unpacked(text: string): Heading[] {
  const all: [Heading['depth'], string, string][] = text ? JSON.parse(text) : []
  return all.map(([depth, id, text]) => ({ depth, id, text }))
}

/** The site's pages have these: no heading may take one, and any link may lead there. */
export const reservedIds: ReadonlySet<string> = new Set([
  'comment',
  'contents',
  'email',
  'enquiry',
  'error-summary',
  'footer',
  'footnote-label',
  'header',
  'main',
  'name',
  'navigation',
  'organisation',
  'phone',
  'problem',
  'problems',
  'q',
  'replies',
  'reply',
  'requirements',
  'search',
  'share',
  'suggest',
  'suggested',
  'title',
  'top',
  'website',
])

/** A taken id is numbered, in reading order. @param given ids that someone wrote */
export function headingIds(given: Iterable<string> = []): (text: string) => string {
  const taken = new Set<string>(given)
  return (text) => {
    const wanted = slugify(text) || 'section'
    const base = reservedIds.has(wanted) ? `${wanted}-section` : wanted
    let id = base
    for (let number = 2; taken.has(id); number++) id = `${base}-${number}`
    taken.add(id)
    return id
  }
}

export type FoundHeading = {
  depth: number
  text: string
  offset: number
  /** As its writer gave it. */
  id?: string | undefined
  isHtml?: boolean
}

export type PlacedHeading = FoundHeading & {
  id: string
  /** On the page, where the title is the first. */
  level: number
}

/** By offset; null for one that is left out. */
export type Placement = ReadonlyMap<number, PlacedHeading | null>

/**
 * Levels as the page has them: the title is its first heading, and the highest of the text the next.
 *
 * @param found in reading order
 */
export function placeHeadings(
  found: readonly FoundHeading[],
  titles: readonly (string | undefined)[],
  say: Say,
): { headings: PlacedHeading[]; placement: Placement } {
  const [first] = found
  const isTitle = first?.depth === 1 && titles.some((title) => sameWords(first.text, title))
  const shown = found.filter((one) => one.text.trim() && !(isTitle && one === first))
  const shift = 2 - Math.min(...shown.map(({ depth }) => depth))
  const given = new Set<string>()
  for (const one of shown) {
    if (one.id === undefined) continue
    const problem = idProblem(one.id, given)
    say('heading-id', one.offset, problem && `${problem}: the heading has its id from its text`)
    if (!problem) given.add(one.id)
  }
  const unused = new Set(given)
  const idOf = headingIds(given)
  const placement = new Map<number, PlacedHeading | null>(found.map(({ offset }) => [offset, null]))
  let before = 1
  const headings = shown.map((one) => {
    const level = Math.min(one.depth + shift, 6)
    say('heading', one.offset, skippedLevel(one, level, before, shift))
    before = level
    // A given id goes to the first that has it.
    const id = one.id !== undefined && unused.delete(one.id) ? one.id : idOf(one.text)
    const placed = { ...one, id, level }
    placement.set(one.offset, placed)
    return placed
  })
  for (const { text, offset } of found)
    if (!text.trim())
      say(
        'heading',
        offset,
        'the heading is empty and is left out: write its text after the number signs, or remove it',
      )
  return { headings, placement }
}

function skippedLevel(
  { depth, isHtml }: FoundHeading,
  level: number,
  before: number,
  shift: number,
): string | undefined {
  if (level <= before + 1) return undefined
  const typed = (depth: number) => (isHtml ? `<h${depth}>` : '#'.repeat(depth))
  const after = before === 1 ? 'the title' : `a heading with ${typed(before - shift)}`
  return `the heading skips a level: after ${after} write ${typed(before + 1 - shift)}, found ${typed(depth)}`
}

export function idProblem(id: string, taken: ReadonlySet<string>): string | undefined {
  if (!/^\p{L}[\p{L}\p{N}_:.-]*$/u.test(id))
    return `the id "${id}" must be letters, digits and hyphens, a letter first`
  if (taken.has(id) || isOfThePage(id)) return `the id "${id}" is taken by another part of the page`
  return undefined
}

/** Footnotes and forms have these, and programs of a page may ask for a name that every object has. */
function isOfThePage(id: string): boolean {
  return reservedIds.has(id) || /^note-fn(?:ref)?-/.test(id) || id in Object.prototype
}

export function contentsOf(all: readonly PlacedHeading[]): Heading[] {
  return all.flatMap(({ level, id, text }) =>
    level === 2 || level === 3 ? [{ depth: level, id, text }] : [],
  )
}

function sameWords(text: string, title = ''): boolean {
  const plain = (words: string) => words.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()
  return plain(text) !== '' && plain(text) === plain(title)
}
