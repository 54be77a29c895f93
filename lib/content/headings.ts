import type { Heading } from './article.ts'
import { slugify } from './slug.ts'

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
  'replies',
  'reply',
  'requirements',
  'search',
  'share',
  'title',
  'top',
  'website',
])

/** A taken id is numbered, in reading order. */
export function headingIds(): (text: string) => string {
  const taken = new Set<string>()
  return (text) => {
    const wanted = slugify(text) || 'section'
    const base = reservedIds.has(wanted) ? `${wanted}-section` : wanted
    let id = base
    for (let number = 2; taken.has(id); number++) id = `${base}-${number}`
    taken.add(id)
    return id
  }
}

/** @param before 1 for the title */
export function headingProblem(depth: number, before: number, text: string): string | undefined {
  if (!text.trim()) return 'the heading is empty: write its text after the number signs, or remove it'
  if (depth === 1) return `the title is the page's first heading: write ## for a section, found "# ${text}"`
  if (depth > before + 1)
    return `the heading skips a level: after ${before === 1 ? 'the title' : `a heading with ${'#'.repeat(before)}`} write ${'#'.repeat(before + 1)}, found ${'#'.repeat(depth)}`
  return undefined
}

export const repeatedTitle = 'this is the title, which the page shows already: remove it'

export function contentsOf(all: readonly { depth: number; id: string; text: string }[]): Heading[] {
  return all.filter((heading): heading is Heading => heading.depth === 2 || heading.depth === 3)
}
