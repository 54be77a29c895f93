import { contentsOf, headingIds, headingProblem, repeatedTitle, reservedIds } from '#lib/content/headings.ts'
import {
  isTag,
  literalOf,
  type Mentions,
  type Nodes,
  type Root,
  startOf,
  textOf,
  walk,
} from '#lib/content/mdx-tree.ts'
import type { Heading } from '../article.ts'
import type { Unplaced } from './diagnostic.ts'
import { firstWords, htmlProblem } from './html.ts'
import { isTemplate, leftovers, leftoverWords } from './leftovers.ts'
import { linkProblem } from './links.ts'
import { isInLink } from './nesting.ts'
import type { RuleId } from './rules.ts'
import { checkTag } from './tags.ts'
import { alteredSigns, indentedCode, isFurther, isIndented } from './typed-signs.ts'

export type MarkupFacts = {
  headings: Heading[]
  /** Where a link may lead to. */
  anchors: string[]
  /** As a reader reads it, blocks apart. */
  text: string
  links: { to: string; offset: number }[]
  pictures: { src: string; offset: number }[]
  ids: Map<number, string>
}

export type BodyFields = {
  titles?: readonly (string | undefined)[]
  /** Whether the file would be right as it is with the ending .mdx. */
  mayRename?: () => boolean
}

/** @param inTrouble names of tags that could not be paired */
export function lintMarkup(
  tree: Root,
  source: string,
  inTrouble: ReadonlySet<string>,
  fields: BodyFields,
): { facts: MarkupFacts; problems: Unplaced[] } {
  const problems: Unplaced[] = []
  const mentions: Mentions = { links: [], pictures: [], anchors: [] }
  const headings: { depth: number; id: string; text: string; offset: number }[] = []
  const targets = definitionsIn(tree)
  const idOf = headingIds()
  const opened = new Set<string>()
  let depth = 1
  const read: string[] = []

  walk(tree, (node, around) => {
    const offset = startOf(node)
    if (dividesWords(node)) read.push('\n')
    const altered = alteredSigns(node, around, source)
    if (altered) problems.push({ ...altered, offset })
    if (holdsText(node)) problems.push(...leftovers(node, source))
    const say = (ruleId: RuleId, message: string | undefined) =>
      message && problems.push({ ruleId, offset, message })
    if (isTag(node)) return checkTag(node, around, problems, mentions, inTrouble)
    switch (node.type) {
      case 'mdxjsEsm':
        return say(
          'program-code',
          `${firstWords(node.value)} is program code, which an article cannot hold: remove it. Components such as Callout need no import`,
        )
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        read.push(textOf(node))
        return say(...expressionProblem(node.value, node.data?.estree))
      case 'heading': {
        const text = textOf(node).replace(/\s+/g, ' ').trim()
        const isTitle = node.depth === 1 && fields.titles?.some((title) => sameWords(text, title))
        const problem = isTitle ? repeatedTitle : headingProblem(node.depth, depth, text)
        if (!isIndented(node, around, source)) say('heading', problem ?? underlineProblem(node, text))
        else if (!isFurther(node, around, source)) say('indented-block', indentedCode)
        if (!isTitle) depth = Math.max(node.depth, 2)
        headings.push({ depth: node.depth, id: idOf(text), text, offset })
        return
      }
      case 'link':
        if (isInLink(around)) say('nested-link', 'a link stands in another link: keep one')
        say(
          'link-text',
          textOf(node).trim() || node.children.some(({ type }) => type === 'mdxTextExpression')
            ? undefined
            : `the link to "${node.url}" has no text: write [text](${node.url})`,
        )
        return note(node.url, offset)
      case 'definition':
        return targets.pictures.has(node.identifier) ? undefined : note(node.url, offset)
      case 'image':
        mentions.pictures.push({ src: node.url, offset })
        return say('picture-alt', altProblem(node.alt, node.url))
      case 'imageReference': {
        const src = targets.addresses.get(node.identifier) ?? ''
        mentions.pictures.push({ src, offset })
        return say('picture-alt', altProblem(node.alt, src))
      }
      case 'html': {
        const closes = /^<\/([a-z][\w-]*)\s*>$/i.exec(node.value.trim())?.[1]
        if (closes && opened.has(closes)) return
        const opens = /^<([a-z][\w-]*)/i.exec(node.value.trim())?.[1]
        if (opens) opened.add(opens)
        return say('html-in-markdown', htmlProblem(node.value, around, fields.mayRename ?? (() => false)))
      }
      case 'inlineCode':
        read.push(node.value)
        return
      case 'text':
        read.push(node.value)
        lostReferences(node.value, source.slice(offset, node.position?.end.offset), offset, problems)
        return
      case 'paragraph': {
        const [, signs, word] =
          /^(#{2,6})([^\s#]\S*)/.exec(source.slice(offset, node.position?.end.offset)) ?? []
        return say(
          'heading',
          signs && `a space is missing after ${signs}: write ${signs} ${word} for a heading`,
        )
      }
      case 'footnoteDefinition':
        return say(
          'unused-note',
          targets.notes.has(node.identifier)
            ? undefined
            : `the note "${node.label}" is mentioned nowhere and would be lost: write [^${node.label}] where it belongs`,
        )
    }
  })

  function note(url: string, offset: number): void {
    if (isTemplate(url)) return
    const message = linkProblem(url)
    if (message) problems.push({ ruleId: 'link-address', offset, message })
    else mentions.links.push({ to: url, offset })
  }

  const ids = new Set(headings.map(({ id }) => id))
  for (const { id, offset } of mentions.anchors) {
    if (ids.has(id) || reservedIds.has(id))
      problems.push({
        ruleId: 'taken-id',
        offset,
        message: `the id "${id}" is taken by another part of the page: choose another`,
      })
    ids.add(id)
  }
  const facts = {
    headings: contentsOf(headings).map(({ depth: level, id, text }) => ({ depth: level, id, text })),
    anchors: [...ids],
    text: read.join(''),
    links: mentions.links,
    pictures: mentions.pictures,
    ids: new Map(headings.map(({ offset, id }) => [offset, id])),
  }
  return { facts, problems }
}

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

function expressionProblem(
  code: string,
  program: Parameters<typeof literalOf>[0],
): [rule: RuleId, message: string | undefined] {
  const isComment = program?.body.length === 0 && code.trim()
  if (isComment || literalOf(program) !== undefined) return ['program-code', undefined]
  const left = leftoverWords(`{${code}}`)
  if (left) return ['template-code', left]
  const what = firstWords(`{${code.replace(/\s+/g, ' ')}}`)
  return code.trim()
    ? [
        'program-code',
        `${what} is program code, which an article cannot hold: write \\{ and \\} for braces in the text`,
      ]
    : ['braces', 'empty braces show nothing: write \\{\\} for braces in the text']
}

function altProblem(alt: string | null | undefined, src: string): string | undefined {
  return alt?.trim() ? undefined : `the picture has no description: write ![what it shows](${src})`
}

/** Brackets that were meant as a note, a reference or a link, and would stand in the text as they are. */
function lostReferences(text: string, source: string, offset: number, problems: Unplaced[]): void {
  let from = 0
  const say = (ruleId: RuleId, found: string, message: string) => {
    // The text has lost the escapes, entities and marks of quotations that its source has.
    const at = source.indexOf(found, from)
    from = Math.max(from, at)
    problems.push({ ruleId, offset: offset + Math.max(at, from), message })
  }
  const lost =
    /\[\^(?<note>[^\]\s]+)\]|(?<![\w\]])\[(?<short>[^\]^]+)\]\[(?<long>[^\]]*)\]|(?<mark>!?)\[[^\]]*\]\((?<to>[^()\s]+(?:[ \t]+[^()\s"']+)+)\)/g
  for (const { 0: found, groups = {} } of text.matchAll(lost)) {
    const { note, short, long, mark, to = '' } = groups
    const name = long || short
    if (note)
      say(
        'missing-reference',
        found,
        `there is no note "${note}": write [^${note}]: and its text on a line of its own`,
      )
    else if (name)
      say(
        'missing-reference',
        found,
        `there is no address for "${name}": write [${name}]: https://… on a line of its own`,
      )
    else if (isTemplate(to)) continue
    else if (mark || /[/.]\w/.test(to))
      say('link-address', found, `the address "${to}" has a space in it: write <${to}> between the brackets`)
  }
}

function holdsText({ type }: Nodes): boolean {
  return type === 'paragraph' || type === 'heading' || type === 'tableCell'
}

function sameWords(text: string, title = ''): boolean {
  const plain = (words: string) => words.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()
  return plain(text) !== '' && plain(text) === plain(title)
}

function dividesWords({ type }: Nodes): boolean {
  return (
    type === 'paragraph' ||
    type === 'heading' ||
    type === 'tableCell' ||
    type === 'break' ||
    type === 'mdxJsxFlowElement'
  )
}

/** A line of hyphens right below a text makes a heading of it, which hardly anyone means who wrote a sentence. */
function underlineProblem(heading: Nodes, text: string): string | undefined {
  const { start, end } = heading.position ?? {}
  if (!start || !end || start.line === end.line || !(/[.!?:;,…]$/.test(text) || text.length > 90))
    return undefined
  return 'the line --- below this text makes a heading of it: put an empty line between them'
}
