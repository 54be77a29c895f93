import type { Element, Root } from 'hast'
import { decoded } from '#lib/content/path.ts'
import { attribute, type Child, element, elementsIn, hasClass, isElement, isNamed, textOf } from './hast.ts'

type Note = { key: string; tree: Root }

/** Notes as a finished page has them: a list at its end, to which numbers lead. @param tree loses them */
export function takeNotes(tree: Root): Note[] {
  return [...elementsIn(tree)].filter(isListOfNotes).flatMap((list) => notesOf(list, tree))
}

function isListOfNotes(node: Element): boolean {
  return (
    isNamed(node, 'section', 'div', 'aside', 'footer') &&
    (node.properties.dataFootnotes !== undefined || hasClass(node, /^footnotes$/)) &&
    [...elementsIn(node)].filter((one) => isNamed(one, 'ol')).length === 1
  )
}

function notesOf(list: Element, tree: Root): Note[] {
  const items = [...elementsIn(list)].filter((one) => isNamed(one, 'li') && attribute(one, 'id'))
  const own = new Set(elementsIn(list))
  const links = [...elementsIn(tree)].filter((one) => isNamed(one, 'a') && !own.has(one))
  const notes = items.map((item) => {
    const id = attribute(item, 'id') ?? ''
    return { item, key: keyOf(id), numbers: links.filter((link) => leadsTo(link, id)) }
  })
  const isWhole =
    notes.length > 0 &&
    notes.every(({ numbers }) => numbers.length) &&
    new Set(notes.map(({ key }) => key)).size === notes.length &&
    [...elementsIn(list)].filter((one) => isNamed(one, 'li')).length === notes.length
  if (!isWhole) return []
  for (const { key, numbers } of notes) for (const link of numbers) toNumber(link, key)
  unwrapNumbers(tree)
  empty(list)
  return notes.map(({ item, key }) => ({
    key,
    tree: { type: 'root', children: withoutWayBack(item.children) as Root['children'] },
  }))
}

/** A link in words, as “see the first note”, keeps them. */
function toNumber(link: Element, key: string): void {
  const typed = textOf(link).replace(/\b(?:[ivxl]+|(?:foot|end)?notes?|fn|ref)\b/gi, '')
  const isWords = /\p{L}{2}/u.test(typed)
  link.tagName = isWords ? 'span' : 'sup'
  link.properties = isWords ? {} : { dataNote: key }
  link.children = isWords ? [...link.children, element('sup', { dataNote: key })] : []
}

/** What stands beside the notes stays; their heading does not stand alone. */
function empty(list: Element): void {
  for (const one of elementsIn(list)) if (isNamed(one, 'ol')) asNothing(one)
  const beside = list.children.filter((child) => !isElement(child, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'))
  const hasPicture = [...elementsIn(list)].some((one) => isNamed(one, 'img'))
  if (!hasPicture && !beside.some((child) => textOf(child).trim())) asNothing(list)
}

function asNothing(node: Element): void {
  node.tagName = 'template'
  node.children = []
}

function leadsTo(link: Element, id: string): boolean {
  const [, target] = /#(.+)$/.exec(attribute(link, 'href') ?? '') ?? []
  return target !== undefined && decoded(target) === id
}

function keyOf(id: string): string {
  const plain = id.replace(/^(?:user-content-)?(?:note-)?(?:fn|footnote)[-:_]?/i, '') || id
  return plain.replace(/[^\p{L}\p{N}_-]+/gu, '-')
}

/** A number stood raised within a link, or a link within what is raised. */
function unwrapNumbers(tree: Root): void {
  for (const node of elementsIn(tree)) {
    const [only, another] = node.children
    if (!isNamed(node, 'sup') || another || !only || !isElement(only, 'sup')) continue
    node.properties = { dataNote: only.properties.dataNote ?? null }
    node.children = []
  }
}

function withoutWayBack(children: readonly Child[]): Child[] {
  const kept = children.flatMap((child): Child[] => {
    if (!isElement(child)) return [child]
    const isBack =
      isNamed(child, 'a') &&
      (child.properties.dataFootnoteBackref !== undefined ||
        /^[\s↩↵↑⤴^]*[↩↵↑⤴^][\ufe0e\ufe0f]?\s*\d*$/.test(textOf(child)))
    return isBack ? [] : [element(child.tagName, child.properties, withoutWayBack(child.children))]
  })
  const last = kept.at(-1)
  if (last?.type === 'text') kept.splice(-1, 1, { ...last, value: last.value.trimEnd() })
  return kept
}
