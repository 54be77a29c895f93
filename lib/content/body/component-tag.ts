import type { ComponentRule, Prop } from '../components.ts'
import { linkProblem } from '../href.ts'
import { didYouMean, listed, nearest } from '../nearest.ts'
import { plainAttributes } from './attributes.ts'
import { type BodySlip, isBlank, type Mentions, startOf, type Tag } from './tree.ts'

/** Checks what a component is given against its rule. */
export function checkComponent(tag: Tag, rule: ComponentRule, slips: BodySlip[], mentions: Mentions): void {
  const { name } = tag
  const known = Object.keys(rule.props)
  const { plain, given } = plainAttributes(tag, (prop) => strayProp(`${name}`, prop, known), slips)
  for (const { name: prop, value, offset } of plain) {
    const wanted = rule.props[prop] ?? {}
    const message = propProblem(`${name}`, prop, wanted, value)
    if (message) slips.push({ offset, message })
    else if (wanted.is === 'picture') mentions.pictures.push({ src: String(value), offset })
    else if (wanted.is === 'address') mentions.links.push({ to: String(value), offset })
  }

  const offset = startOf(tag)
  const meant = new Set([...given].map((prop) => nearest(prop, known)))
  for (const [prop, { required }] of Object.entries(rule.props))
    if (required && !given.has(prop) && !meant.has(prop))
      slips.push({ offset, message: `<${name}> needs ${prop}="…"${purpose(prop)}: ${rule.example}` })
  const hasContent = tag.children.some((child) => !isBlank(child))
  if (rule.content === 'required' && !hasContent)
    slips.push({ offset, message: `<${name}> has no text: ${rule.example}` })
  if (rule.content === 'none' && hasContent)
    slips.push({ offset, message: `<${name}> takes no text between its tags: ${rule.example}` })
}

function strayProp(component: string, prop: string, known: readonly string[]): string | undefined {
  if (known.includes(prop)) return undefined
  return `<${component}> takes no "${prop}".${didYouMean(prop, known) || ` It takes ${listed(known)}.`}`
}

function propProblem(
  component: string,
  name: string,
  prop: Prop,
  value: string | number | boolean,
): string | undefined {
  if (typeof value !== 'string') return `${name} of <${component}> must be a text in quotes: ${name}="…"`
  if (prop.required && !value.trim()) return `${name} of <${component}> is empty${purpose(name)}`
  if (prop.oneOf && !prop.oneOf.includes(value))
    return `${name} of <${component}> must be one of ${listed(prop.oneOf, 'or')}; found "${value}".${didYouMean(value, prop.oneOf)}`
  return prop.is === 'address' ? linkProblem(value) : undefined
}

function purpose(prop: string): string {
  return prop === 'alt' ? ' (what the picture shows, for those who cannot see it)' : ''
}
