import { createProcessor } from '@mdx-js/mdx'
import { gfmFor } from './gfm.ts'
import { explain } from './mdx-words.ts'
import type { BodySlip, Root } from './tree.ts'

export type Format = 'mdx' | 'md'

/** After so many slips of spelling the rest is left for the next look: each costs a parse. */
const mostSlips = 25
/** Nor is more than this spent on them, in milliseconds: a reader waits behind it. */
const mostTime = 400

const parsers = new Map<string, ReturnType<typeof createProcessor>>()

function parserFor(text: string, format: Format): ReturnType<typeof createProcessor> {
  const { plugins, kind } = gfmFor(text)
  const key = `${format} ${kind}`
  const parser = parsers.get(key) ?? createProcessor({ format, remarkPlugins: plugins })
  parsers.set(key, parser)
  return parser
}

/**
 * Reads a body as a tree; nothing of it is run. MDX stops at the first thing it cannot read: that is told, covered
 * over, and the reading begins again, so that one look finds all.
 *
 * @returns the tree, undefined when some part resisted; every slip of spelling; names of tags that could not be paired
 */
export function parseBody(
  text: string,
  format: Format,
): {
  tree: Root | undefined
  slips: BodySlip[]
  inTrouble: ReadonlySet<string>
} {
  const slips: BodySlip[] = []
  const inTrouble = new Set<string>()
  const parser = parserFor(text, format)
  const start = performance.now()
  let readable = text
  for (let round = 0; round <= mostSlips; round++) {
    try {
      return { tree: parser.parse(readable) as Root, slips, inTrouble }
    } catch (error) {
      const told = explain(error, readable, text, inTrouble)
      if (told.message !== undefined) slips.push({ offset: told.offset, message: told.message })
      const covered = told.cover.reduce((result, [from, to]) => cover(result, from, to), readable)
      if (covered === readable || performance.now() - start > mostTime) break
      readable = covered
    }
  }
  return { tree: undefined, slips, inTrouble }
}

/** Letters in place of markup, so that every other place stays where it is. */
function cover(text: string, from: number, to: number): string {
  if (from < 0) return text
  return text.slice(0, from) + text.slice(from, to).replace(/[^\r\n]/g, 'x') + text.slice(to)
}
