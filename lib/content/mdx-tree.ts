import type { Nodes, Parents, Root } from 'mdast'
// Adds MDX's nodes to the types of the tree.
import type {
  MdxFlowExpression,
  MdxJsxAttribute,
  MdxJsxFlowElement,
  MdxJsxTextElement,
  MdxTextExpression,
} from 'mdast-util-mdx'

declare module 'mdast-util-mdx-jsx' {
  interface MdxJsxFlowElementData {
    /** Its name with its colons, where it was written so. */
    directive?: string
  }
}

export type { Nodes, Parents, Root }
export type Tag = MdxJsxFlowElement | MdxJsxTextElement

export type Mentions = {
  /** `isSized`: a file whose size is shown. */
  links: { to: string; offset: number; isSized?: true }[]
  pictures: { to: string; offset: number }[]
  anchors: { to: string; offset: number }[]
}

/** In reading order; of `around` the last is the nearest. */
export function walk(tree: Nodes, look: (node: Nodes, around: readonly Parents[]) => void): void {
  const around: Parents[] = []
  const step = (node: Nodes) => {
    look(node, around)
    if (!('children' in node)) return
    around.push(node)
    for (const child of node.children) step(child)
    around.pop()
  }
  step(tree)
}

export function isTag(node: Nodes): node is Tag {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement'
}

export function isBlank(node: Nodes): boolean {
  return node.type === 'text' && node.value.trim() === ''
}

export function isBraced(node: Nodes): node is MdxFlowExpression | MdxTextExpression {
  return node.type === 'mdxTextExpression' || node.type === 'mdxFlowExpression'
}

export function startOf(node: { position?: Nodes['position'] }): number {
  return node.position?.start.offset ?? 0
}

export function endOf(node: { position?: Nodes['position'] }): number {
  return node.position?.end.offset ?? startOf(node)
}

export function textOf(node: Nodes): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return node.value
    case 'image':
    case 'imageReference':
      return node.alt ?? ''
    case 'break':
      return ' '
    case 'mdxTextExpression':
    case 'mdxFlowExpression': {
      const literal = literalOf(node.data?.estree) ?? ''
      return typeof literal === 'boolean' ? '' : String(literal)
    }
    default:
      return 'children' in node ? node.children.map(textOf).join('') : ''
  }
}

type Program = NonNullable<MdxTextExpression['data']>['estree'] | null
type Plain = string | number | boolean

/** A literal with a comment beside it is code: the comment may give orders to the compiler. */
export function literalOf(program: Program): Plain | undefined {
  const [statement, more] = program?.body ?? []
  if (statement?.type !== 'ExpressionStatement' || more || program?.comments?.length) return undefined
  const { expression } = statement
  if (expression.type === 'TemplateLiteral' && !expression.expressions.length)
    return expression.quasis[0]?.value.cooked ?? undefined
  const isNegative = expression.type === 'UnaryExpression' && expression.operator === '-'
  const literal = isNegative ? expression.argument : expression
  const value = literal.type === 'Literal' ? literal.value : undefined
  if (isNegative) return typeof value === 'number' ? -value : undefined
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined
}

export function valueIn(attribute: MdxJsxAttribute): Plain | undefined {
  if (attribute.value === null || attribute.value === undefined) return true
  if (typeof attribute.value === 'string') return attribute.value
  return literalOf(attribute.value.data?.estree)
}
