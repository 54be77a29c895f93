import { outOfBounds, outOfPage } from './bounds.ts'
import { type BodyFacts, type BodyFields, inspect } from './inspect.ts'
import { type Format, parseBody } from './parse.ts'
import { type BodySlip, endOf, isTag, type Root, startOf, walk } from './tree.ts'

/**
 * Reads a body and tells every slip in it: those that keep it off the site, and those that do not (`loose`). The facts are
 * undefined when it could not be read.
 *
 * @param fields what its front matter says of the whole
 */
export function checkBody(
  text: string,
  format: Format,
  fields: BodyFields = {},
): { facts: BodyFacts | undefined; slips: BodySlip[]; loose: BodySlip[] } {
  let isRightAsMdx: boolean | undefined
  const mayRename = () => {
    isRightAsMdx ??= format === 'md' && nothingIn(checkBody(text, 'mdx', fields))
    return isRightAsMdx
  }
  const tooMuch = outOfBounds(text)
  if (tooMuch) return { facts: undefined, slips: [tooMuch], loose: [] }
  const { tree, slips, inTrouble } = parseBody(text, format)
  const unshown = tree && outOfPage(tree)
  if (unshown) return { facts: undefined, slips: [...slips, unshown], loose: [] }
  const inspected = tree && inspect(tree, text, inTrouble, { ...fields, mayRename })
  const all = [...slips, ...(inspected?.slips ?? [])]
  const programs = tree ? programsIn(tree) : []
  // Of a program the tag is the slip, not each of its braces.
  const isInProgram = ({ offset }: BodySlip) => programs.some(([from, to]) => from < offset && offset < to)
  const told = new Set(all.map(({ offset }) => offset))
  return {
    facts: inspected?.facts,
    slips: programs.length ? all.filter((slip) => !isInProgram(slip)) : all,
    loose: (inspected?.loose ?? []).filter(({ offset }) => !told.has(offset)),
  }
}

function nothingIn({ slips, loose }: { slips: BodySlip[]; loose: BodySlip[] }): boolean {
  return !slips.length && !loose.length
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
