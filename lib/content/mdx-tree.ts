import type { Nodes, Parents, Root } from 'mdast'
// Adds MDX's nodes to the types of the tree.
import type { MdxJsxAttribute, MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx'

export type { Nodes, Parents, Root }
export type Tag = MdxJsxFlowElement | MdxJsxTextElement
export type Attribute = MdxJsxAttribute

export type Mentions = {
  links: { to: string; offset: number }[]
  pictures: { src: string; offset: number }[]
  anchors: { id: string; offset: number }[]
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
      const literal = literalOf(node.data?.estree)
      return literal && typeof literal.value !== 'boolean' ? String(literal.value) : ''
    }
    default:
      return 'children' in node ? node.children.map(textOf).join('') : ''
  }
}

type Program = { body: readonly unknown[]; comments?: readonly unknown[] | null | undefined }

/** A literal with a comment beside it is code: the comment may give orders to the compiler. */
export function literalOf(
  program: Program | null | undefined,
): { value: string | number | boolean } | undefined {
  const [statement, more] = (program?.body ?? []) as EstreeNode[]
  if (
    !statement ||
    more ||
    program?.comments?.length ||
    statement.type !== 'ExpressionStatement' ||
    !statement.expression
  )
    return undefined
  return plainValue(statement.expression)
}

type EstreeNode = {
  type: string
  expression?: EstreeNode
  argument?: EstreeNode
  operator?: string
  value?: unknown
  expressions?: EstreeNode[]
  quasis?: { value: { cooked?: string | null } }[]
}

function plainValue(node: EstreeNode): { value: string | number | boolean } | undefined {
  if (node.type === 'Literal') {
    const { value } = node
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? { value }
      : undefined
  }
  if (node.type === 'UnaryExpression' && node.operator === '-' && node.argument?.type === 'Literal')
    return typeof node.argument.value === 'number' ? { value: -node.argument.value } : undefined
  if (node.type === 'TemplateLiteral' && !node.expressions?.length) {
    const text = node.quasis?.[0]?.value.cooked
    return typeof text === 'string' ? { value: text } : undefined
  }
  return undefined
}

export function valueIn(attribute: Attribute): string | number | boolean | undefined {
  if (attribute.value === null || attribute.value === undefined) return true
  if (typeof attribute.value === 'string') return attribute.value
  return literalOf(attribute.value.data?.estree)?.value
}
