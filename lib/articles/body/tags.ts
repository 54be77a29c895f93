import { type ComponentRule, componentRule, components, type Prop } from '../components.ts'
import { attributesOf, elementNames, elementRule, insteadOfElement, propertyOf } from '../elements.ts'
import { linkProblem } from '../href.ts'
import { didYouMean, listed, nearest } from '../nearest.ts'
import {
  type Attribute,
  type BodySlip,
  literalOf,
  type Nodes,
  type Parents,
  startOf,
  type Tag,
  textOf,
} from './tree.ts'

/** What a tag leads to: checked against the rest of the site later. */
export type Mentions = {
  links: { to: string; offset: number }[]
  pictures: { src: string; offset: number }[]
  /** Ids given in tags. */
  anchors: { id: string; offset: number }[]
}

/** Checks a tag: whether it may stand in an article at all, what it carries, and where it stands. */
export function checkTag(tag: Tag, around: readonly Parents[], slips: BodySlip[], mentions: Mentions): void {
  const offset = startOf(tag)
  const { name } = tag
  if (!name) {
    slips.push({ offset, message: 'the empty tags <> and </> may not stand in an article: remove them' })
    return
  }
  const rule = componentRule(name)
  if (rule) checkComponent(tag, name, rule, slips, mentions)
  else if (elementRule(name)) checkElement(tag, name, slips, mentions)
  else slips.push({ offset, message: unknownTag(name) })
  const placement = placementProblem(tag, name, around)
  if (placement) slips.push({ offset, message: placement })
}

function unknownTag(name: string): string {
  const all = Object.keys(components)
  if (/^[A-Z]/.test(name) || name.includes('.')) {
    const hint = didYouMean(name, all) || ` The components are ${listed(all)}.`
    return `unknown component "${name}".${hint}`
  }
  const instead = insteadOfElement(name.toLowerCase())
  if (instead) return `the tag <${name}> may not stand in an article: ${instead}`
  const component = all.find((known) => known.toLowerCase() === name.toLowerCase())
  if (component) return `unknown tag <${name}>. Did you mean <${component}>?`
  const hint = didYouMean(name, [...elementNames, ...all]) || ' Write it as Markdown, or leave the tag out.'
  return `unknown tag <${name}>.${hint}`
}

function checkComponent(
  tag: Tag,
  name: string,
  rule: ComponentRule,
  slips: BodySlip[],
  mentions: Mentions,
): void {
  const given = new Set<string>()
  for (const { attribute, offset, isCode } of plainAttributes(tag, name, slips)) {
    if (isCode) {
      given.add(attribute.name)
      continue
    }
    const prop = Object.hasOwn(rule.props, attribute.name) ? rule.props[attribute.name] : undefined
    if (!prop) {
      const known = Object.keys(rule.props)
      const hint = didYouMean(attribute.name, known) || ` It takes ${listed(known)}.`
      slips.push({ offset, message: `<${name}> takes no "${attribute.name}".${hint}` })
      const meant = nearest(attribute.name, known)
      if (meant) given.add(meant)
      continue
    }
    given.add(attribute.name)
    const value = valueIn(attribute)
    if (value === undefined) continue
    const message = propProblem(name, attribute.name, prop, value)
    if (message) slips.push({ offset, message })
    else if (prop.is === 'picture' && typeof value === 'string')
      mentions.pictures.push({ src: value, offset })
    else if (prop.is === 'address' && typeof value === 'string') mentions.links.push({ to: value, offset })
  }
  const offset = startOf(tag)
  for (const [missing, prop] of Object.entries(rule.props))
    if (prop.required && !given.has(missing))
      slips.push({ offset, message: `<${name}> needs ${missing}="…"${purpose(missing)}: ${rule.example}` })
  const hasContent = tag.children.some((child) => !isBlank(child))
  if (rule.content === 'required' && !hasContent)
    slips.push({ offset, message: `<${name}> has no text: ${rule.example}` })
  if (rule.content === 'none' && hasContent)
    slips.push({ offset, message: `<${name}> takes no text between its tags: ${rule.example}` })
}

function purpose(prop: string): string {
  return prop === 'alt' ? ' (what the picture shows, for those who cannot see it)' : ''
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
    return `${name} of <${component}> must be one of ${listed(prop.oneOf)}; found "${value}".${didYouMean(value, prop.oneOf)}`
  return prop.is === 'address' ? linkProblem(value) : undefined
}

function checkElement(tag: Tag, name: string, slips: BodySlip[], mentions: Mentions): void {
  const given = new Set<string>()
  for (const { attribute, offset, isCode } of plainAttributes(tag, name, slips)) {
    if (isCode) {
      given.add(attribute.name)
      continue
    }
    const property = propertyOf(name, attribute.name)
    if (!property) {
      slips.push({ offset, message: strayAttribute(name, attribute.name) })
      continue
    }
    given.add(attribute.name)
    const value = valueIn(attribute)
    if (value === undefined) continue
    if (attribute.name === 'open' || attribute.name === 'reversed') continue
    if (typeof value === 'boolean') {
      slips.push({ offset, message: `${attribute.name} of <${name}> needs a value: ${attribute.name}="…"` })
      continue
    }
    const text = String(value)
    if (property === 'href' || property === 'cite') {
      const message = linkProblem(text)
      if (message) slips.push({ offset, message })
      else mentions.links.push({ to: text, offset })
    } else if (property === 'src') mentions.pictures.push({ src: text, offset })
    else if (property === 'id') {
      if (/^[\p{L}][\p{L}\p{N}_-]*$/u.test(text)) mentions.anchors.push({ id: text, offset })
      else
        slips.push({
          offset,
          message: `the id "${text}" must be letters, digits and hyphens, a letter first`,
        })
    } else if (numeric.has(property) && !/^\d+$/.test(text))
      slips.push({
        offset,
        message: `${attribute.name} of <${name}> must be a whole number; found "${text}"`,
      })
  }
  const offset = startOf(tag)
  if (name === 'img' && !given.has('src'))
    slips.push({ offset, message: '<img> needs src="…": write ![what it shows](picture.jpg)' })
  if (name === 'img' && !given.has('alt'))
    slips.push({
      offset,
      message: '<img> needs alt="…" (what the picture shows, for those who cannot see it)',
    })
  if (name === 'a' && !given.has('href'))
    slips.push({ offset, message: 'the link needs href="…": write [text](address)' })
  if (name === 'a' && !textOf(tag).trim())
    slips.push({ offset, message: 'the link has no text: write [text](address)' })
  if (elementRule(name)?.isEmpty && tag.children.some((child) => !isBlank(child)))
    slips.push({ offset, message: `<${name}> holds no text: write <${name} />` })
}

const numeric: ReadonlySet<string> = new Set(['colSpan', 'rowSpan', 'start', 'value', 'width', 'height'])

function strayAttribute(element: string, attribute: string): string {
  const lower = attribute.toLowerCase()
  if (lower === 'style')
    return 'style may not stand in an article: the design is the site’s. For a boxed remark write <Callout>text</Callout>'
  if (lower === 'class' || lower === 'classname')
    return `${attribute} may not stand in an article: the design is the site’s. For a boxed remark write <Callout>text</Callout>`
  if (/^on/.test(lower)) return `${attribute} may not stand in an article: it holds no programs`
  if (lower === 'target') return 'leave target out: the reader decides where a link opens'
  if (lower === 'align') return 'leave align out: in a table write the line below its head as | :--- | ---: |'
  const hint = didYouMean(attribute, attributesOf(element))
  return `<${element}> takes no "${attribute}".${hint}`
}

/** The attributes that hold plain values; everything else is told as code. */
function plainAttributes(tag: Tag, name: string, slips: BodySlip[]) {
  const plain: { attribute: Attribute; offset: number; isCode: boolean }[] = []
  const seen = new Set<string>()
  for (const attribute of tag.attributes) {
    const offset = attribute.position ? startOf(attribute) : startOf(tag)
    if (attribute.type === 'mdxJsxExpressionAttribute') {
      slips.push({
        offset,
        message: `{${attribute.value}} is program code: write each attribute of <${name}> as name="value"`,
      })
      continue
    }
    const { value } = attribute
    const isCode = typeof value === 'object' && value !== null && !literalOf(value.data?.estree)
    if (isCode)
      slips.push({
        offset,
        message: `${attribute.name} of <${name}> is program code, which an article cannot hold: write ${attribute.name}="…"`,
      })
    if (seen.has(attribute.name))
      slips.push({ offset, message: `${attribute.name} stands twice in <${name}>: keep one` })
    seen.add(attribute.name)
    plain.push({ attribute, offset, isCode })
  }
  return plain
}

/** The value of an attribute; undefined for code, which has been told. */
export function valueIn(attribute: Attribute): string | number | boolean | undefined {
  if (attribute.value === null || attribute.value === undefined) return true
  if (typeof attribute.value === 'string') return attribute.value
  return literalOf(attribute.value.data?.estree)?.value
}

/** A block inside a line of text, or paragraphs inside a phrase, would not be valid on the page. */
function placementProblem(tag: Tag, name: string, around: readonly Parents[]): string | undefined {
  const isBlock = componentRule(name) !== undefined || elementRule(name)?.kind === 'block'
  if (!isBlock) {
    const blocks = tag.children.filter((child) => !isBlank(child) && isFlow(child))
    const isOneParagraph = blocks.length === 1 && blocks[0]?.type === 'paragraph'
    return elementRule(name) && blocks.length && !isOneParagraph
      ? `<${name}> marks words within one paragraph: begin and end it in the same line`
      : undefined
  }
  for (const parent of around.toReversed()) {
    if (parent.type === 'paragraph' && !standsAlone(parent))
      return `<${name}> must stand on lines of its own, with an empty line before and after`
    if (parent.type === 'heading') return `<${name}> may not stand in a heading`
    if (parent.type === 'tableCell' && componentRule(name)) return `<${name}> may not stand in a table`
    const isPhrase =
      (parent.type === 'mdxJsxFlowElement' || parent.type === 'mdxJsxTextElement') &&
      elementRule(parent.name ?? '')?.kind === 'phrase'
    if (isPhrase) return `<${name}> may not stand inside <${parent.name}>`
  }
  return undefined
}

/** Whether MDX lifts the tags of this paragraph out of it: nothing but tags and space is in it. */
function standsAlone(paragraph: Parents): boolean {
  return paragraph.children.every(
    (child) => child.type === 'mdxJsxTextElement' || isBlank(child) || child.type === 'mdxTextExpression',
  )
}

function isFlow(node: Nodes): boolean {
  return ![
    'text',
    'emphasis',
    'strong',
    'delete',
    'inlineCode',
    'break',
    'image',
    'imageReference',
    'link',
    'linkReference',
    'footnoteReference',
    'mdxTextExpression',
    'mdxJsxTextElement',
    'mdxJsxFlowElement',
  ].includes(node.type)
}

function isBlank(node: Nodes): boolean {
  return node.type === 'text' && node.value.trim() === ''
}
