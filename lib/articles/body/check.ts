import { outOfBounds, outOfPage } from './bounds.ts'
import { type BodyFacts, inspect } from './inspect.ts'
import { type Format, parseBody } from './parse.ts'
import { type BodySlip, endOf, isTag, type Root, startOf, walk } from './tree.ts'

/** As adults read prose on a screen. */
const wordsPerMinute = 230

/** Reads a body and tells every slip in it. The facts are undefined when it could not be read. */
export function checkBody(text: string, format: Format): { facts: BodyFacts | undefined; slips: BodySlip[] } {
  const tooMuch = outOfBounds(text)
  if (tooMuch) return { facts: undefined, slips: [tooMuch] }
  const { tree, slips, inTrouble } = parseBody(text, format)
  const unshown = tree && outOfPage(tree)
  if (unshown) return { facts: undefined, slips: [...slips, unshown] }
  const inspected = tree && inspect(tree, text, inTrouble)
  const all = [...slips, ...(inspected?.slips ?? [])]
  const programs = tree ? programsIn(tree) : []
  // Of a program the tag is the slip, not each of its braces.
  const isInProgram = ({ offset }: BodySlip) => programs.some(([from, to]) => from < offset && offset < to)
  return { facts: inspected?.facts, slips: programs.length ? all.filter((slip) => !isInProgram(slip)) : all }
}

/** Where the programs of a tree begin and end: looked for in the tree, because code may show the same letters. */
function programsIn(tree: Root): [from: number, to: number][] {
  const found: [number, number][] = []
  walk(tree, (node) => {
    const isProgram = isTag(node)
      ? /^(?:script|style)$/i.test(node.name ?? '')
      : node.type === 'html' && /^<(?:script|style)\b/i.test(node.value)
    if (isProgram) found.push([startOf(node), endOf(node)])
  })
  return found
}

/** Whole minutes to read so many words, at least 1. */
export function minutesFor(words: number): number {
  return Math.max(1, Math.round(words / wordsPerMinute))
}
