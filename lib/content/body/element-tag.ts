import { attributesOf, elementRule, propertyOf, wordsOf } from '../elements.ts'
import { linkProblem } from '../href.ts'
import { didYouMean, listed } from '../nearest.ts'
import { type PlainAttribute, plainAttributes } from './attributes.ts'
import { type BodySlip, isBlank, type Mentions, startOf, type Tag, textOf } from './tree.ts'

const numbers: ReadonlySet<string> = new Set(['colSpan', 'rowSpan', 'start', 'value', 'width', 'height'])
const switches: ReadonlySet<string> = new Set(['open', 'reversed'])

/** Checks an HTML tag that articles may use: what it carries, and what it needs. */
export function checkElement(tag: Tag, name: string, slips: BodySlip[], mentions: Mentions): void {
  const { plain, given } = plainAttributes(tag, (attribute) => strayAttribute(name, attribute), slips)
  for (const attribute of plain) {
    const { offset } = attribute
    const property = propertyOf(name, attribute.name) ?? ''
    const value = String(attribute.value)
    const message = valueProblem(name, attribute, property) ?? emptyAlt(name, attribute)
    if (message) slips.push({ offset, message })
    else if (property === 'href' || property === 'cite') mentions.links.push({ to: value, offset })
    else if (property === 'src') mentions.pictures.push({ src: value, offset })
    else if (property === 'id') mentions.anchors.push({ id: value, offset })
  }

  const offset = startOf(tag)
  const say = (message: string) => slips.push({ offset, message })
  if (name === 'img' && !given.has('src')) say('<img> needs src="…": write ![what it shows](picture.jpg)')
  if (name === 'img' && !given.has('alt'))
    say('<img> needs alt="…" (what the picture shows, for those who cannot see it)')
  if (name === 'a' && !given.has('href')) say('the link needs href="…": write [text](address)')
  if (name === 'a' && !textOf(tag).trim()) say('the link has no text: write [text](address)')
  if (elementRule(name)?.isEmpty && tag.children.some((child) => !isBlank(child)))
    say(`<${name}> holds no text: write <${name} />`)
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
  const words = wordsOf(property)
  if (words && !words.includes(text))
    return `${name} of <${element}> must be one of ${listed(words, 'or')}; found "${text}".${didYouMean(text, words)}`
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
