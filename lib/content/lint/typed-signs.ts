import { endOf, type Nodes, type Parents, startOf } from '#lib/content/mdx-tree.ts'
import type { Problem } from './diagnostic.ts'

/** What Markdown makes of signs that hardly anyone typed for it, where it alters a text. */
export function alteredSigns(node: Nodes, around: readonly Parents[], source: string): Problem | undefined {
  if (node.type === 'paragraph' && isIndented(node, around, source) && !isFurther(node, around, source))
    return { ruleId: 'indented-code', message: indentedCode }
  const message =
    node.type === 'emphasis' || node.type === 'strong'
      ? starProblem(node, source)
      : node.type === 'text'
        ? lostEmphasis(node, around.at(-1), source.slice(startOf(node), endOf(node)))
        : node.type === 'list' && node.ordered
          ? numberProblem(node, source)
          : undefined
  return message ? { ruleId: 'typed-signs', message } : undefined
}

export const indentedCode =
  'text indented by four spaces is no code in an .mdx file: put it between lines of three backticks (```)'

/** Whether a block stands by itself as far to the right as code would in plain Markdown, where it would be code. */
export function isIndented(node: Nodes, around: readonly Parents[], source: string): boolean {
  const start = startOf(node)
  return (
    around.length === 1 &&
    /^(?: {4}| {0,3}\t)\s*$/.test(source.slice(source.lastIndexOf('\n', start) + 1, start))
  )
}

/** Whether the block above is indented too: what goes on is one problem. */
export function isFurther(node: Nodes, around: readonly Parents[], source: string): boolean {
  const blocks: readonly Nodes[] = around[0]?.children ?? []
  const above = blocks[blocks.indexOf(node) - 1]
  return above !== undefined && isIndented(above, around, source)
}

/** `2*3*4` is a product to everyone but Markdown. */
function starProblem(node: Nodes, source: string): string | undefined {
  const typed = source.slice(startOf(node), endOf(node))
  const signs = /^\*+/.exec(typed)?.[0]
  const isBetweenDigits =
    /\p{N}$/u.test(source.slice(Math.max(0, startOf(node) - 2), startOf(node))) && /^\*+\p{N}/u.test(typed)
  return signs && isBetweenDigits
    ? `the signs ${signs} around "${typed.slice(signs.length, -signs.length)}" would be lost, they change its type: write \\* for a star, or ×`
    : undefined
}

/** Signs around a text that neither open nor close there, because of what stands on their inner or outer side. */
function lostEmphasis(
  node: Extract<Nodes, { type: 'text' }>,
  parent: Parents | undefined,
  source: string,
): string | undefined {
  if (!/\*|_|~~/.test(node.value)) return undefined
  const text = withPairedAway(node, parent)
  const found = [...text.matchAll(/(\*\*|~~)(?![*~])([^*~\n]+)\1(?![*~])/g)].flatMap(
    ({ 0: typed, 1: signs = '', 2: within = '', index }) => {
      // Not where a backslash says that the signs are meant as they are.
      if (
        !source.includes(
          typed.slice(index === 0 ? 2 : 0, index + typed.length === text.length ? -2 : undefined),
        )
      )
        return []
      const isWhole = source.includes(typed)
      const [, before = '', words = '', after = ''] =
        /^([^\p{L}\p{N}]*)(.*[\p{L}\p{N}]\p{M}*)([^\p{L}\p{N}]*)$/u.exec(within) ?? []
      const isMeant = (before || after) && (isWhole || within === within.trim())
      return isMeant ? [{ signs, mended: `${before}${signs}${words}${signs}${after}` }] : []
    },
  )
  const [first] = found
  if (first)
    return `the signs ${first.signs} would stand in the text as they are: write ${found.map(({ mended }) => mended).join(' and ')}`
  const [typed, signs = '', within = ''] = besideEastAsian.exec(node.value) ?? []
  const stars = signs.replaceAll('_', '*')
  return typed && source.includes(typed)
    ? `the signs ${signs} would stand in the text as they are: write ${stars}${within}${stars}`
    : undefined
}

/** Underscores do not emphasise within a word, and such texts have no spaces between theirs. */
const besideEastAsian =
  /(?<![\p{Script=Latin}\p{N}_])(__?)(?![\s_])([^_\n]*[^_\s])\1(?=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}])/u

/** A text with the signs at its ends that Markdown paired with others, if it left some in the text. */
function withPairedAway(node: Extract<Nodes, { type: 'text' }>, parent: Parents | undefined): string {
  const signs = /\*\*|~~/.exec(node.value)?.[0]
  if (!signs || !parent || node.value.split(signs).length % 2 === 1) return node.value
  const siblings: readonly Nodes[] = parent.children
  const at = siblings.indexOf(node)
  const type = signs === '**' ? 'strong' : 'delete'
  if (siblings[at - 1]?.type === type && !/^\s/.test(node.value)) return signs + node.value
  return siblings[at + 1]?.type === type ? node.value + signs : node.value
}

/** A list counts from its first number whatever is typed at the others. */
function numberProblem(list: Extract<Nodes, { type: 'list' }>, source: string): string | undefined {
  const typed = list.children.map((item) =>
    Number(/^\d+/.exec(source.slice(startOf(item)))?.[0] ?? Number.NaN),
  )
  const [first = 1] = typed
  const isCounted =
    typed.every((number, index) => number === first + index) || typed.every((number) => number === first)
  if (isCounted || typed.some(Number.isNaN)) return undefined
  const shown = typed.map((_, index) => first + index)
  return `a list counts by itself: readers would see ${some(shown)} in place of ${some(typed)}. Write the numbers in order, or a backslash before each dot (${typed[1]}\\.)`
}

function some(numbers: readonly number[]): string {
  return numbers.length > 6 ? `${numbers.slice(0, 6).join(', ')} …` : numbers.join(', ')
}
