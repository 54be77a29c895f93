import type { MdxFlowExpression, MdxTextExpression } from 'mdast-util-mdx'
import {
  contentsOf,
  type FoundHeading,
  type Placement,
  placeHeadings,
  reservedIds,
} from '#lib/content/headings.ts'
import type { HtmlPage } from '#lib/content/html-in-markdown.ts'
import {
  endOf,
  isBraced,
  isTag,
  literalOf,
  type Mentions,
  type Nodes,
  type Root,
  startOf,
  textOf,
  walk,
} from '#lib/content/mdx-tree.ts'
import type { Heading } from '../headings.ts'
import { pictureElsewhere } from '../pictures-elsewhere.ts'
import type { Problem, Say, Unplaced } from './diagnostic.ts'
import { firstWords, htmlProblem } from './html.ts'
import { isTemplate, leftoverWords } from './leftovers.ts'
import { linkProblem } from './links.ts'
import { isInLink } from './nesting.ts'
import { checkTag } from './tags.ts'
import { alteredSigns, indentedCode, isFurther, isIndented } from './typed-signs.ts'

export type MarkupFacts = {
  headings: Heading[]
  /** Where a link may lead to. */
  anchors: string[]
  /** As a reader reads it, blocks apart. */
  text: string
  links: Mentions['links']
  pictures: { to: string; offset: number }[]
  placement: Placement
  /** Addresses of pictures that are no files of this site, by their offset. */
  elsewhere: ReadonlyMap<number, string>
}

export type BodyFields = { titles?: readonly (string | undefined)[] }

type Given = {
  titles: readonly (string | undefined)[]
  /** Of headings, by their offset. */
  ids: ReadonlyMap<number, string>
  /** Where HTML stands in Markdown: what it is as a page. */
  page: HtmlPage | undefined
}

/** @param inTrouble names of tags that could not be paired */
export function lintMarkup(
  tree: Root,
  source: string,
  inTrouble: ReadonlySet<string>,
  { titles, ids: given, page }: Given,
): { facts: MarkupFacts; problems: Unplaced[] } {
  const problems: Unplaced[] = []
  const say: Say = (ruleId, offset, message) => {
    if (message) problems.push({ ruleId, offset, message })
  }
  const mentions: Mentions = { links: [], pictures: [], anchors: [] }
  const found: FoundHeading[] = []
  const elsewhere = new Map<number, string>()
  const targets = definitionsIn(tree)
  const read: string[] = []

  walk(tree, (node, around) => {
    const offset = startOf(node)
    if (dividesWords.has(node.type)) read.push('\n')
    const problem = isBraced(node) ? expressionProblem(node) : alteredSigns(node, around, source)
    if (problem) say(problem.ruleId, offset, problem.message)
    if (isTag(node)) return checkTag(node, around, say, mentions, inTrouble)
    switch (node.type) {
      case 'mdxjsEsm': {
        const message = `${firstWords(node.value)} is program code, which an article cannot hold: remove it. Components such as Callout need no import`
        return say('program-code', offset, message)
      }
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        read.push(textOf(node))
        return
      case 'heading': {
        const text = textOf(node).replace(/\s+/g, ' ').trim()
        if (!isIndented(node, around, source)) say('heading', offset, underlineProblem(node, text))
        else if (!isFurther(node, around, source)) say('indented-block', offset, indentedCode)
        found.push({ depth: node.depth, text, offset, id: given.get(offset) })
        return
      }
      case 'link':
        if (isInLink(around)) say('nested-link', offset, 'a link stands in another link: keep one')
        if (!textOf(node).trim() && !node.children.some(isBraced))
          say('link-text', offset, `the link to "${node.url}" has no text: write [text](${node.url})`)
        return note(node.url, offset)
      case 'definition':
        return targets.pictures.has(node.identifier) ? undefined : note(node.url, offset)
      case 'image':
      case 'imageReference': {
        const to = node.type === 'image' ? node.url : (targets.addresses.get(node.identifier) ?? '')
        const other = pictureElsewhere(to)
        say('picture-elsewhere', offset, other)
        if (other) elsewhere.set(offset, to)
        else mentions.pictures.push({ to, offset })
        if (!node.alt?.trim())
          say('picture-alt', offset, `the picture has no description: write ![what it shows](${to})`)
        return
      }
      case 'html': {
        const problem = htmlProblem(node.value)
        return problem && say(problem.ruleId, offset, problem.message)
      }
      case 'inlineCode':
        read.push(node.value)
        return
      case 'text':
        read.push(node.value)
        return lostReferences(node.value, source.slice(offset, endOf(node)), offset, say)
      case 'paragraph': {
        const [, signs, word] = /^(#{2,6})([^\s#]\S*)/.exec(source.slice(offset, endOf(node))) ?? []
        if (signs)
          say('heading', offset, `a space is missing after ${signs}: write ${signs} ${word} for a heading`)
        return
      }
      case 'footnoteDefinition': {
        const message = `the note "${node.label}" is mentioned nowhere and would be lost: write [^${node.label}] where it belongs`
        if (!targets.notes.has(node.identifier)) say('unused-note', offset, message)
      }
    }
  })

  function note(to: string, offset: number): void {
    if (isTemplate(to)) return
    const message = linkProblem(to)
    say('link-address', offset, message)
    if (!message) mentions.links.push({ to, offset })
  }

  const { headings, placement } = page
    ? { headings: page.headings, placement: none }
    : placeHeadings(found, titles, say)
  const ids = new Set(headings.map(({ id }) => id))
  for (const { to: id, offset } of mentions.anchors) {
    if (ids.has(id) || reservedIds.has(id))
      say('taken-id', offset, `the id "${id}" is taken by another part of the page: choose another`)
    ids.add(id)
  }
  const { links, pictures, anchors } = page?.mentions ?? noMentions
  for (const { to } of anchors) ids.add(to)
  const facts = {
    headings: contentsOf(headings),
    anchors: [...ids],
    text: page?.text ?? read.join(''),
    links: [...mentions.links, ...links],
    pictures: [...mentions.pictures, ...pictures],
    placement,
    elsewhere: page ? new Map([...elsewhere, ...page.elsewhere]) : elsewhere,
  }
  return { facts, problems: [...problems, ...(page?.problems ?? [])] }
}

const none: Placement = new Map()
const noMentions: Mentions = { links: [], pictures: [], anchors: [] }

function definitionsIn(tree: Root) {
  const addresses = new Map<string, string>()
  const pictures = new Set<string>()
  const notes = new Set<string>()
  walk(tree, (node) => {
    if (node.type === 'definition' && !addresses.has(node.identifier))
      addresses.set(node.identifier, node.url)
    if (node.type === 'imageReference') pictures.add(node.identifier)
    if (node.type === 'footnoteReference') notes.add(node.identifier)
  })
  return { addresses, pictures, notes }
}

function expressionProblem(node: MdxFlowExpression | MdxTextExpression): Problem | undefined {
  const code = node.value
  const program = node.data?.estree
  const isComment = program?.body.length === 0 && code.trim()
  if (isComment || literalOf(program) !== undefined) return undefined
  const left = leftoverWords(`{${code}}`)
  if (left) return { ruleId: 'template-code', message: left }
  if (!code.trim())
    return { ruleId: 'braces', message: 'empty braces show nothing: write \\{\\} for braces in the text' }
  const what = firstWords(`{${code.replace(/\s+/g, ' ')}}`)
  const message = `${what} is program code, which an article cannot hold: write \\{ and \\} for braces in the text`
  return { ruleId: 'program-code', message }
}

/** Brackets that were meant as a note, a reference or a link, and would stand in the text as they are. */
function lostReferences(text: string, source: string, offset: number, say: Say): void {
  let from = 0
  const lost =
    /\[\^(?<note>[^\]\s]+)\]|(?<![\w\]])\[(?<short>[^\]^]+)\]\[(?<long>[^\]]*)\]|(?<mark>!?)\[[^\]]*\]\((?<to>[^()\s]+(?:[ \t]+[^()\s"']+)+)\)/g
  for (const { 0: found, groups = {} } of text.matchAll(lost)) {
    const { note, short, long, mark, to = '' } = groups
    const name = long || short
    const isLink = !note && !name
    if (isLink && (isTemplate(to) || !(mark || /[/.]\w/.test(to)))) continue
    // The text has lost the escapes, entities and marks of quotations that its source has.
    from = Math.max(from, source.indexOf(found, from))
    const message = note
      ? `there is no note "${note}": write [^${note}]: and its text on a line of its own`
      : name
        ? `there is no address for "${name}": write [${name}]: https://… on a line of its own`
        : `the address "${to}" has a space in it: write <${to}> between the brackets`
    say(isLink ? 'link-address' : 'missing-reference', offset + from, message)
  }
}

const holdsText: ReadonlySet<string> = new Set(['paragraph', 'heading', 'tableCell'])
const dividesWords: ReadonlySet<string> = new Set([...holdsText, 'break', 'defListTerm', 'mdxJsxFlowElement'])

/** A line of hyphens right below a text makes a heading of it, which hardly anyone means who wrote a sentence. */
function underlineProblem({ position }: Nodes, text: string): string | undefined {
  const isUnderlined = position && position.start.line !== position.end.line
  if (!isUnderlined || !(/[.!?:;,…]$/.test(text) || text.length > 90)) return undefined
  return 'the line --- below this text makes a heading of it: put an empty line between them'
}
