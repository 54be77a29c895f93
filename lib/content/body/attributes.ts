import { type Attribute, type BodySlip, literalOf, startOf, type Tag } from './tree.ts'

export type PlainAttribute = { name: string; value: string | number | boolean; offset: number }

/**
 * The attributes of a tag that it may carry and that hold plain values; every other one is told.
 *
 * @param strayProblem what is wrong with an attribute of this name on this tag, or undefined
 */
export function plainAttributes(
  tag: Tag,
  strayProblem: (name: string) => string | undefined,
  slips: BodySlip[],
): { plain: PlainAttribute[]; given: Set<string> } {
  const plain: PlainAttribute[] = []
  const given = new Set<string>()
  for (const attribute of tag.attributes) {
    const offset = attribute.position ? startOf(attribute) : startOf(tag)
    if (attribute.type === 'mdxJsxExpressionAttribute') {
      const message = `{${attribute.value}} is program code: write each attribute of <${tag.name}> as name="value"`
      slips.push({ offset, message })
      continue
    }
    const { name } = attribute
    const value = valueIn(attribute)
    const problem =
      strayProblem(name) ??
      (given.has(name) ? `${name} stands twice in <${tag.name}>: keep one` : undefined) ??
      (value === undefined
        ? `${name} of <${tag.name}> is program code, which an article cannot hold: write ${name}="…"`
        : undefined)
    given.add(name)
    if (problem) slips.push({ offset, message: problem })
    else if (value !== undefined) plain.push({ name, value, offset })
  }
  return { plain, given }
}

/** The value of an attribute, true for one without; undefined for code. */
export function valueIn(attribute: Attribute): string | number | boolean | undefined {
  if (attribute.value === null || attribute.value === undefined) return true
  if (typeof attribute.value === 'string') return attribute.value
  return literalOf(attribute.value.data?.estree)?.value
}
