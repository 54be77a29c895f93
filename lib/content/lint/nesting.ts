import {
  isBlank,
  isBraced,
  isTag,
  type Nodes,
  type Parents,
  startOf,
  type Tag,
} from '#lib/content/mdx-tree.ts'
import { componentRule } from '../components.ts'
import { elementRule } from '../elements.ts'
import { listed } from '../nearest.ts'
import type { Say } from './diagnostic.ts'

/** Tells where a tag stands in, or holds, what would not be valid on the page: browsers would mend it each its way. */
export function checkNesting(
  tag: Tag,
  name: string,
  around: readonly Parents[],
  say: Say,
  inTrouble: ReadonlySet<string>,
): void {
  const { within, holds } = elementRule(name) ?? {}
  if (!within?.some((one) => inTrouble.has(one))) {
    const misplaced = placeProblem(name, around)
    say('tag-place', startOf(tag), misplaced)
    if (!misplaced) say('tag-content', startOf(tag), contentProblem(tag, name))
  }
  if (!holds) return
  for (const child of contentOf(tag))
    if (!(isTag(child) && holds.includes(child.name ?? '')))
      say('tag-content', startOf(child), `<${name}> holds ${tags(holds)} and nothing else`)
}

function tags(names: readonly string[], word?: 'or'): string {
  return listed(
    names.map((one) => `<${one}>`),
    word,
  )
}

export function isInLink(around: readonly Parents[]): boolean {
  return around.some((parent) => parent.type === 'link' || (isTag(parent) && parent.name === 'a'))
}

function placeProblem(name: string, around: readonly Parents[]): string | undefined {
  const rule = elementRule(name)
  const parents = around.filter((parent) => !(parent.type === 'paragraph' && isLifted(parent))).toReversed()
  const [parent] = parents
  if (name === 'a' && isInLink(around)) return 'a link stands in another link: keep one'
  if (rule?.within && !(parent && isTag(parent) && rule.within.includes(parent.name ?? '')))
    return `<${name}> must stand directly in ${tags(rule.within, 'or')}`
  const component = componentRule(name)
  if (component?.within && !(parent && isTag(parent) && parent.name === component.within))
    return `<${name}> must stand directly in <${component.within}>`
  // The words of one are no words of the file: a list of contents would lack them.
  if (component?.kind === 'phrase' && around.some(({ type }) => type === 'heading'))
    return `<${name}> may not stand in a heading`
  if (component?.kind === 'phrase' && isInLink(around))
    return `<${name}> may not stand in a link: it may be one itself`
  const kind = rule?.kind ?? component?.kind
  if (kind !== 'block') return undefined
  for (const one of parents) {
    if (one.type === 'paragraph')
      return `<${name}> must stand on lines of its own, with an empty line before and after`
    if (one.type === 'heading') return `<${name}> may not stand in a heading`
    if (one.type === 'tableCell' && !rule) return `<${name}> may not stand in a table`
    if (!isTag(one)) continue
    if (elementRule(one.name ?? '')?.kind === 'phrase') return `<${name}> may not stand inside <${one.name}>`
    return undefined
  }
  return undefined
}

function contentProblem(tag: Tag, name: string): string | undefined {
  const content = contentOf(tag)
  if (name === 'details' && !(content[0] && isTag(content[0]) && content[0].name === 'summary'))
    return '<details> begins with <summary> and what it is about: <details><summary>More</summary> …'
  if (elementRule(name)?.kind !== 'phrase') return undefined
  const blocks = content.filter(({ type }) => flow.has(type))
  const isOneParagraph = blocks.length === 1 && blocks[0]?.type === 'paragraph'
  return blocks.length && !isOneParagraph
    ? `<${name}> marks words within one paragraph: begin and end it in the same line`
    : undefined
}

/** What a tag holds, as the page will have it: without space, comments, and paragraphs of nothing but tags. */
function contentOf(tag: Tag): Nodes[] {
  const children: readonly Nodes[] = tag.children
  return children
    .flatMap((child): readonly Nodes[] =>
      child.type === 'paragraph' && isLifted(child) ? child.children : [child],
    )
    .filter((child) => !isBlank(child) && !isBraced(child))
}

/** Whether MDX lifts the tags of this paragraph out of it: nothing but tags and space is in it. */
function isLifted(paragraph: Parents): boolean {
  return paragraph.children.every(
    (child) => child.type === 'mdxJsxTextElement' || isBlank(child) || isBraced(child),
  )
}

const flow: ReadonlySet<string> = new Set(
  'blockquote code definition footnoteDefinition heading list paragraph table thematicBreak'.split(' '),
)
