import { componentRule, components } from '../components.ts'
import { elementNames, elementRule, insteadOfElement } from '../elements.ts'
import { didYouMean, listed } from '../nearest.ts'
import { checkComponent } from './component-tag.ts'
import { checkElement } from './element-tag.ts'
import {
  type BodySlip,
  isBlank,
  isTag,
  type Mentions,
  type Nodes,
  type Parents,
  startOf,
  type Tag,
} from './tree.ts'

/** Checks a tag: whether it may stand in an article at all, what it carries, and where it stands. */
export function checkTag(tag: Tag, around: readonly Parents[], slips: BodySlip[], mentions: Mentions): void {
  const offset = startOf(tag)
  const { name } = tag
  if (!name) {
    slips.push({ offset, message: 'the empty tags <> and </> may not stand in an article: remove them' })
    return
  }
  const rule = componentRule(name)
  if (rule) checkComponent(tag, rule, slips, mentions)
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
    if (isTag(parent) && elementRule(parent.name ?? '')?.kind === 'phrase')
      return `<${name}> may not stand inside <${parent.name}>`
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
