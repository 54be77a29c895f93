import { componentRule, components } from '../components.ts'
import { elementNames, elementRule, insteadOfElement } from '../elements.ts'
import { didYouMean, listed } from '../nearest.ts'
import { checkComponent } from './component-tag.ts'
import { checkElement } from './element-tag.ts'
import { checkNesting } from './nesting.ts'
import { type BodySlip, type Mentions, type Parents, startOf, type Tag } from './tree.ts'

/**
 * Checks a tag: whether it may stand in an article at all, what it carries, and where it stands.
 *
 * @param inTrouble names of tags that could not be paired: what stands in one seems to stand outside of it
 */
export function checkTag(
  tag: Tag,
  around: readonly Parents[],
  slips: BodySlip[],
  mentions: Mentions,
  inTrouble: ReadonlySet<string>,
): void {
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
  checkNesting(tag, name, around, slips, inTrouble)
}

function unknownTag(name: string): string {
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
