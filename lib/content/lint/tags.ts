import { type ComponentRule, componentRule, components, type Prop } from '../components.ts'
import { attributesOf, elementNames, elementRule, insteadOfElement, propertyOf, words } from '../elements.ts'
import { isBlank, type Mentions, type Parents, startOf, type Tag, textOf, valueIn } from '../mdx-tree.ts'
import { didYouMean, listed, nearest } from '../nearest.ts'
import type { Unplaced } from './diagnostic.ts'
import { linkProblem } from './links.ts'
import { checkNesting } from './nesting.ts'
import type { RuleId } from './rules.ts'

/** @param inTrouble tags that could not be paired: what stands in one seems to stand outside of it */
export function checkTag(
  tag: Tag,
  around: readonly Parents[],
  problems: Unplaced[],
  mentions: Mentions,
  inTrouble: ReadonlySet<string>,
): void {
  const offset = startOf(tag)
  const { name } = tag
  if (!name) {
    problems.push({
      ruleId: 'unknown-tag',
      offset,
      message: 'the empty tags <> and </> may not stand in an article: remove them',
    })
    return
  }
  const rule = componentRule(name)
  if (rule) checkComponent(tag, rule, problems, mentions)
  else if (elementRule(name)) checkElement(tag, name, problems, mentions)
  else problems.push({ ...unknownTag(name), offset })
  checkNesting(tag, name, around, problems, inTrouble)
}

function unknownTag(name: string): Omit<Unplaced, 'offset'> {
  const message = unknownName(name)
  return { ruleId: message.startsWith('unknown component') ? 'unknown-component' : 'unknown-tag', message }
}

function unknownName(name: string): string {
  const all = Object.keys(components)
  const lower = name.toLowerCase()
  const inSmall = elementRule(lower)
  if (inSmall && lower !== name)
    return `the tag <${name}> must be in small letters: write <${lower}${inSmall.isEmpty ? ' /' : ''}>`
  const instead = insteadOfElement(lower)
  const isComponent = /^[A-Z][a-z]/.test(name)
  if (instead && isComponent) return `unknown component "${name}": ${instead}`
  if (instead) return `the tag <${name}> may not stand in an article: ${instead}`
  if (/^[A-Z]/.test(name) || name.includes('.')) {
    const hint = didYouMean(name, all) || ` Known components: ${listed(all)}.`
    return `unknown component "${name}".${hint}`
  }
  const component = all.find((known) => known.toLowerCase() === lower)
  if (component) return `unknown tag <${name}>. Did you mean <${component}>?`
  const hint = didYouMean(name, [...elementNames, ...all]) || ' Write it as Markdown, or leave the tag out.'
  return `unknown tag <${name}>.${hint}`
}

type PlainAttribute = { name: string; value: string | number | boolean; offset: number }

/** Every attribute that may not be there, or holds no plain value, is a problem. */
function plainAttributes(
  tag: Tag,
  ruleId: RuleId,
  strayProblem: (name: string) => string | undefined,
  problems: Unplaced[],
): { plain: PlainAttribute[]; given: Set<string> } {
  const plain: PlainAttribute[] = []
  const given = new Set<string>()
  for (const attribute of tag.attributes) {
    const offset = attribute.position ? startOf(attribute) : startOf(tag)
    if (attribute.type === 'mdxJsxExpressionAttribute') {
      const message = `{${attribute.value}} is program code: write each attribute of <${tag.name}> as name="value"`
      problems.push({ ruleId: 'program-code', offset, message })
      continue
    }
    const { name } = attribute
    const value = valueIn(attribute)
    const stray =
      strayProblem(name) ?? (given.has(name) ? `${name} stands twice in <${tag.name}>: keep one` : undefined)
    given.add(name)
    if (stray) problems.push({ ruleId, offset, message: stray })
    else if (value !== undefined) plain.push({ name, value, offset })
    else {
      const message = `${name} of <${tag.name}> is program code, which an article cannot hold: write ${name}="…"`
      problems.push({ ruleId: 'program-code', offset, message })
    }
  }
  return { plain, given }
}

function checkComponent(tag: Tag, rule: ComponentRule, problems: Unplaced[], mentions: Mentions): void {
  const { name } = tag
  const known = Object.keys(rule.props)
  const { plain, given } = plainAttributes(
    tag,
    'component-prop',
    (prop) => strayProp(`${name}`, prop, known),
    problems,
  )
  for (const { name: prop, value, offset } of plain) {
    const wanted = rule.props[prop] ?? {}
    const message = propProblem(`${name}`, prop, wanted, value)
    if (message) problems.push({ ruleId: 'component-prop', offset, message })
    else if (wanted.is === 'picture') mentions.pictures.push({ src: String(value), offset })
    else if (wanted.is === 'address') mentions.links.push({ to: String(value), offset })
  }

  const say = (ruleId: RuleId, message: string) => problems.push({ ruleId, offset: startOf(tag), message })
  const meant = new Set([...given].map((prop) => nearest(prop, known)))
  for (const [prop, { required }] of Object.entries(rule.props))
    if (required && !given.has(prop) && !meant.has(prop))
      say('component-prop', `<${name}> needs ${prop}="…"${purpose(prop)}: ${rule.example}`)
  const hasContent = tag.children.some((child) => !isBlank(child))
  if (rule.content === 'required' && !hasContent) say('tag-content', `<${name}> has no text: ${rule.example}`)
  if (rule.content === 'none' && hasContent)
    say('tag-content', `<${name}> takes no text between its tags: ${rule.example}`)
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

const numbers: ReadonlySet<string> = new Set(['colSpan', 'rowSpan', 'start', 'value', 'width', 'height'])
const switches: ReadonlySet<string> = new Set(['open', 'reversed'])

function checkElement(tag: Tag, name: string, problems: Unplaced[], mentions: Mentions): void {
  const { plain, given } = plainAttributes(
    tag,
    'tag-attribute',
    (attribute) => strayAttribute(name, attribute),
    problems,
  )
  for (const attribute of plain) {
    const { offset } = attribute
    const property = propertyOf(name, attribute.name) ?? ''
    const value = String(attribute.value)
    const message = valueProblem(name, attribute, property) ?? emptyAlt(name, attribute)
    if (message)
      problems.push({ ruleId: emptyAlt(name, attribute) ? 'picture-alt' : 'tag-attribute', offset, message })
    else if (property === 'href' || property === 'cite') mentions.links.push({ to: value, offset })
    else if (property === 'src') mentions.pictures.push({ src: value, offset })
    else if (property === 'id') mentions.anchors.push({ id: value, offset })
  }

  const say = (ruleId: RuleId, message: string) => problems.push({ ruleId, offset: startOf(tag), message })
  if (name === 'img' && !given.has('src'))
    say('tag-attribute', '<img> needs src="…": write ![what it shows](picture.jpg)')
  if (name === 'img' && !given.has('alt'))
    say('picture-alt', '<img> needs alt="…" (what the picture shows, for those who cannot see it)')
  if (name === 'a' && !given.has('href'))
    say('tag-attribute', 'the link needs href="…": write [text](address)')
  if (name === 'a' && !textOf(tag).trim()) say('link-text', 'the link has no text: write [text](address)')
  if (elementRule(name)?.isEmpty && tag.children.some((child) => !isBlank(child)))
    say('tag-content', `<${name}> holds no text: write <${name} />`)
}

function valueProblem(
  element: string,
  { name, value }: PlainAttribute,
  property: string,
): string | undefined {
  if (switches.has(property)) return undefined
  if (typeof value === 'boolean') return `${name} of <${element}> needs a value: ${name}="…"`
  const text = String(value)
  if (property === 'href' || property === 'cite') return linkProblem(text)
  if (property === 'id' && !/^\p{L}[\p{L}\p{N}_-]*$/u.test(text))
    return `the id "${text}" must be letters, digits and hyphens, a letter first`
  const allowed = words[property]
  if (allowed && !allowed.includes(text))
    return `${name} of <${element}> must be one of ${listed(allowed, 'or')}; found "${text}".${didYouMean(text, allowed)}`
  if (numbers.has(property) && !/^\d+$/.test(text))
    return `${name} of <${element}> must be a whole number; found "${text}"`
  return undefined
}

function emptyAlt(element: string, { name, value }: PlainAttribute): string | undefined {
  return element === 'img' && name === 'alt' && !String(value).trim()
    ? 'alt of <img> is empty (what the picture shows, for those who cannot see it)'
    : undefined
}

function strayAttribute(element: string, attribute: string): string | undefined {
  if (propertyOf(element, attribute)) return undefined
  const lower = attribute.toLowerCase()
  if (lower === 'style' || lower === 'class' || lower === 'classname')
    return `${attribute} may not stand in an article: the design is the site’s. For a boxed remark write <Callout>text</Callout>`
  if (/^on/.test(lower)) return `${attribute} may not stand in an article: it holds no programs`
  if (lower === 'target') return 'leave target out: the reader decides where a link opens'
  if (lower === 'align') return 'leave align out: in a table write the line below its head as | :--- | ---: |'
  return `<${element}> takes no "${attribute}".${didYouMean(attribute, attributesOf(element))}`
}
