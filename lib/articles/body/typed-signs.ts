import { endOf, type Nodes, type Parents, startOf } from './tree.ts'

/** What Markdown makes of signs that hardly anyone typed for it, told where it alters a text; undefined elsewhere. */
export function alteredSigns(node: Nodes, around: readonly Parents[], source: string): string | undefined {
  if (node.type === 'emphasis' || node.type === 'strong') return starProblem(node, source)
  if (node.type === 'text') return lostEmphasis(node.value, source.slice(startOf(node), endOf(node)))
  if (node.type === 'list' && node.ordered) return numberProblem(node, source)
  if (node.type === 'paragraph' && isIndented(node, around, source) && !isFurther(node, around, source))
    return indentedCode
  return undefined
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

/** Whether the block above is indented too: what goes on is told once. */
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

/** Signs around a text that neither open nor close there, because a mark or a space stands on their inner side. */
function lostEmphasis(text: string, source: string): string | undefined {
  const [typed, signs = '', within = ''] = /(\*\*|~~)(?![*~])([^*~\n]+)\1(?![*~])/.exec(text) ?? []
  // Not where a backslash says that the signs are meant as they are.
  if (!typed || !source.includes(typed)) return undefined
  const [, before = '', words = '', after = ''] =
    /^([^\p{L}\p{N}]*)(.*[\p{L}\p{N}]\p{M}*)([^\p{L}\p{N}]*)$/u.exec(within) ?? []
  return before || after
    ? `the signs ${signs} would stand in the text as they are: write ${before}${signs}${words}${signs}${after}`
    : undefined
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
