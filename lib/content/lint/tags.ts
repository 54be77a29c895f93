import { type ComponentRule, componentRule, components, type Prop, played } from '../components.ts'
import {
  attributesOf,
  elementNames,
  elementRule,
  insteadOfElement,
  type Kind,
  kinds,
  propertyOf,
} from '../elements.ts'
import {
  isBlank,
  isTag,
  type Mentions,
  type Nodes,
  type Parents,
  startOf,
  type Tag,
  textOf,
  valueIn,
} from '../mdx-tree.ts'
import { didYouMean, listed, nearest } from '../nearest.ts'
import type { Say } from './diagnostic.ts'
import { linkProblem, schemeOf } from './links.ts'
import { checkNesting } from './nesting.ts'
import type { RuleId } from './rules.ts'

/** @param inTrouble tags that could not be paired: what stands in one seems to stand outside of it */
export function checkTag(
  tag: Tag,
  around: readonly Parents[],
  say: Say,
  mentions: Mentions,
  inTrouble: ReadonlySet<string>,
): void {
  const { name } = tag
  const offset = startOf(tag)
  if (!name) {
    say('unknown-tag', offset, 'the empty tags <> and </> may not stand in an article: remove them')
    return
  }
  const component = componentRule(name)
  if (component) checkComponent(tag, name, component, say, mentions)
  else if (elementRule(name)) checkElement(tag, name, say, mentions)
  else {
    const message = unknownName(name)
    const isComponent = message.startsWith('unknown component')
    say(isComponent ? 'unknown-component' : 'unknown-tag', offset, message)
  }
  checkNesting(tag, name, around, say, inTrouble)
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

type Value = string | number | boolean
type AttributeRules = {
  ruleId: RuleId
  /** Why an attribute may not stand there. */
  stray(name: string): string | undefined
  problem(name: string, value: Value): string | undefined
  is(name: string): Kind | Prop['is']
}

/** @returns the offset and, where it is plain, the value of each attribute that is given */
function checkAttributes(tag: Tag, rules: AttributeRules, say: Say, mentions: Mentions) {
  const given = new Map<string, { offset: number; value: Value | undefined }>()
  for (const attribute of tag.attributes) {
    const offset = attribute.position ? startOf(attribute) : startOf(tag)
    if (attribute.type === 'mdxJsxExpressionAttribute') {
      const message = `{${attribute.value}} is program code: write each attribute of <${tag.name}> as name="value"`
      say('program-code', offset, message)
      continue
    }
    const { name } = attribute
    const value = valueIn(attribute)
    const stray =
      rules.stray(name) ?? (given.has(name) ? `${name} stands twice in <${tag.name}>: keep one` : undefined)
    if (!given.has(name)) given.set(name, { offset, value })
    if (!stray && value === undefined) {
      const message = `${name} of <${tag.name}> is program code, which an article cannot hold: write ${name}="…"`
      say('program-code', offset, message)
      continue
    }
    const problem = stray ?? (value === undefined ? undefined : rules.problem(name, value))
    const is = rules.is(name)
    if (problem) say(rules.ruleId, offset, problem)
    else if (is === 'picture') mentions.pictures.push({ to: String(value), offset })
    else if (is === 'file' || is === 'film' || is === 'sound')
      mentions.links.push({ to: String(value), offset, isSized: true })
    else if (is === 'address' || is === 'captions') mentions.links.push({ to: String(value), offset })
    else if (is === 'id') mentions.anchors.push({ to: String(value), offset })
  }
  return given
}

function checkComponent(tag: Tag, name: string, rule: ComponentRule, say: Say, mentions: Mentions): void {
  const known = Object.keys(rule.props)
  const typed = asTyped(tag, name, rule)
  const rules: AttributeRules = {
    ruleId: 'component-prop',
    stray: (prop) => strayProp(typed.name, prop, known),
    problem: (prop, value) => propProblem(typed.name, prop, rule.props[prop] ?? {}, value),
    is: (prop) => rule.props[prop]?.is,
  }
  const given = checkAttributes(tag, rules, say, mentions)
  const offset = startOf(tag)
  const meant = new Set([...given.keys()].map((prop) => nearest(prop, known)))
  for (const [prop, { required }] of Object.entries(rule.props))
    if (required && !given.has(prop) && !meant.has(prop))
      say('component-prop', offset, `${typed.name} needs ${prop}="…"${purpose(prop)}: ${typed.example}`)
  const content = tag.children.filter((child) => !isBlank(child))
  if (rule.content === 'required' && !content.length)
    say('tag-content', offset, `${typed.name} has no text: ${typed.example}`)
  if (rule.content === 'none' && content.length)
    say('tag-content', offset, `${typed.name} takes no text between its tags: ${typed.example}`)
  if (rule.of && content.length && !content.some((one) => isMadeOf(one, rule.of)))
    say('component-content', offset, `${typed.name} shows a ${rule.of}: write ${typed.example}`)
}

function asTyped(tag: Tag, name: string, { directive, example }: ComponentRule) {
  const typed = tag.data && 'directive' in tag.data ? tag.data.directive : undefined
  return typed && directive ? { name: typed, example: directive.example } : { name: `<${name}>`, example }
}

function isMadeOf(node: Nodes, of: ComponentRule['of']): boolean {
  if (of === 'picture') return hasPicture(node)
  if (of === 'column') return isTag(node) && node.name === 'Column'
  return node.type === 'list' && (of === 'list' || node.ordered === true)
}

function hasPicture(node: Nodes): boolean {
  if (isTag(node) && (node.name === 'img' || node.name === 'Figure')) return true
  if (node.type === 'html') return /<img\b/i.test(node.value)
  return /^image/.test(node.type) || ('children' in node && node.children.some(hasPicture))
}

function strayProp(component: string, prop: string, known: readonly string[]): string | undefined {
  if (known.includes(prop)) return undefined
  const taken = known.length ? ` It takes ${listed(known)}.` : ' It takes nothing but its text.'
  return `${component} takes no "${prop}".${didYouMean(prop, known) || taken}`
}

function propProblem(component: string, name: string, prop: Prop, value: Value): string | undefined {
  if (typeof value !== 'string') return `${name} of ${component} must be a text in quotes: ${name}="…"`
  if (prop.required && !value.trim()) return `${name} of ${component} is empty${purpose(name)}`
  if (prop.oneOf) return wrongWord(component, name, prop.oneOf, value)
  if (prop.is === 'film' && /^https?$/.test(schemeOf(value) ?? '')) return linkProblem(value)
  if (prop.is === 'film' || prop.is === 'sound' || prop.is === 'captions')
    return playProblem(component, name, prop.is, value)
  if (prop.is === 'file' && !isOfFile(value))
    return `${name} of ${component} must be a file beside the article, such as exercises.pdf, or one of content/files, such as /files/form.pdf`
  return prop.is === 'address' ? linkProblem(value) : undefined
}

function isOfFile(value: string): boolean {
  return !schemeOf(value) && !/^\/(?!files\/)|\/$/i.test(value)
}

const playable = {
  film: 'a file in MP4 or WebM beside the article, such as tour.mp4, one of content/files, such as /files/tour.mp4, or the https address of a film elsewhere',
  sound:
    'a file in MP3, M4A or Ogg beside the article, such as talk.mp3, or one of content/files, such as /files/talk.mp3',
  captions: 'a file in WebVTT beside the article, such as tour.vtt',
}

function playProblem(
  component: string,
  name: string,
  is: keyof typeof playable,
  value: string,
): string | undefined {
  const ending = /\.(\w+)(?:[?#].*)?$/.exec(value)?.[1]?.toLowerCase() ?? ''
  const endings: readonly string[] = played[is]
  return isOfFile(value) && endings.includes(ending)
    ? undefined
    : `${name} of ${component} must be ${playable[is]}; found "${value.slice(0, 60)}"`
}

function purpose(prop: string): string {
  return prop === 'alt' ? ' (what the picture shows, for those who cannot see it)' : ''
}

function checkElement(tag: Tag, name: string, say: Say, mentions: Mentions): void {
  const kindOf = (attribute: string) => kinds[propertyOf(name, attribute) ?? '']
  const rules: AttributeRules = {
    ruleId: 'tag-attribute',
    stray: (attribute) => strayAttribute(name, attribute),
    problem: (attribute, value) => valueProblem(name, attribute, kindOf(attribute), value),
    is: kindOf,
  }
  const given = checkAttributes(tag, rules, say, mentions)
  const offset = startOf(tag)
  const alt = given.get('alt')
  if (name === 'img' && !given.has('src'))
    say('tag-attribute', offset, '<img> needs src="…": write ![what it shows](picture.jpg)')
  if (name === 'img' && !alt) say('picture-alt', offset, `<img> needs alt="…"${purpose('alt')}`)
  if (name === 'img' && alt?.value !== undefined && !String(alt.value).trim())
    say('picture-alt', alt.offset, `alt of <img> is empty${purpose('alt')}`)
  if (name === 'a' && !given.has('href'))
    say('tag-attribute', offset, 'the link needs href="…": write [text](address)')
  if (name === 'a' && !textOf(tag).trim())
    say('link-text', offset, 'the link has no text: write [text](address)')
  if (elementRule(name)?.isEmpty && tag.children.some((child) => !isBlank(child)))
    say('tag-content', offset, `<${name}> holds no text: write <${name} />`)
}

function valueProblem(
  element: string,
  name: string,
  kind: Kind | undefined,
  value: Value,
): string | undefined {
  if (kind === 'switch') return undefined
  if (typeof value === 'boolean') return `${name} of <${element}> needs a value: ${name}="…"`
  const text = String(value)
  if (kind === 'address') return linkProblem(text)
  if (kind === 'id' && !/^\p{L}[\p{L}\p{N}_-]*$/u.test(text))
    return `the id "${text}" must be letters, digits and hyphens, a letter first`
  if (typeof kind === 'object') return wrongWord(`<${element}>`, name, kind, text)
  if (kind === 'number' && !/^\d+$/.test(text))
    return `${name} of <${element}> must be a whole number; found "${text}"`
  return undefined
}

function wrongWord(tag: string, name: string, words: readonly string[], found: string): string | undefined {
  if (words.includes(found)) return undefined
  return `${name} of ${tag} must be one of ${listed(words, 'or')}; found "${found}".${didYouMean(found, words)}`
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
