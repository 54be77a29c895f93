import type { Element, Root } from 'hast'
import { headingIds, reservedIds } from '#lib/content/headings.ts'
import { decoded } from '#lib/content/path.ts'
import { slugify } from '#lib/content/slug.ts'
import { attribute, element, elementsIn, isNamed, textOf } from './hast.ts'

/**
 * Where links within a page lead: to a heading by the id that it gets here, to anything else by a mark of ours.
 *
 * @param tree gets the marks @returns the id here by that of the old page
 */
export function placeAnchors(tree: Root): ReadonlyMap<string, string> {
  const wanted = new Set(
    [...elementsIn(tree)].flatMap((node) => {
      const to = isNamed(node, 'a', 'area') ? attribute(node, 'href')?.trim() : undefined
      return to && /^#./.test(to) ? decoded(to.slice(1)) : []
    }),
  )
  const found = new Map<string, string>()
  if (!wanted.size) return found
  const idOf = headingIds()
  const ids = new Map<Element, string>()
  for (const node of elementsIn(tree)) if (isHeading(node)) ids.set(node, idOf(textOf(node).trim()))
  const taken = new Set([...reservedIds, ...ids.values()])
  let pending: string[] = []

  function look(node: Element, heading: string | undefined): void {
    const own = [attribute(node, 'id'), isNamed(node, 'a') ? attribute(node, 'name') : undefined]
    pending.push(...own.flatMap((id) => (id && wanted.has(id) && !found.has(id) ? id : [])))
    const within = ids.get(node) ?? heading
    if (within !== undefined) {
      for (const id of pending) found.set(id, within)
      pending = []
    } else if (pending.length && !isAround(node)) {
      for (const id of new Set(pending)) mark(node, id)
      pending = []
    }
    for (const child of [...node.children]) if (child.type === 'element') look(child, within)
  }

  function mark(node: Element, id: string): void {
    const plain = /^\p{L}[\p{L}\p{N}_-]*$/u.test(id) ? id : `to-${slugify(id) || 'here'}`
    let free = plain
    for (let number = 2; taken.has(free); number++) free = `${plain}-${number}`
    taken.add(free)
    found.set(id, free)
    node.children.unshift(element('span', { dataAnchor: free }))
  }

  for (const child of tree.children) if (child.type === 'element') look(child, undefined)
  // A reader of Markdown has them already.
  for (const id of ids.values()) if (!found.has(id)) found.set(id, id)
  return found
}

function isHeading(node: Element): boolean {
  return /^h[1-6]$/.test(node.tagName) && textOf(node).trim() !== ''
}

/** Holds no words of its own: what it holds first is marked. */
function isAround(node: Element): boolean {
  return /^(?:div|section|article|aside|main|header|footer|nav|ul|ol|dl|table|thead|tbody|tr|figure|img|br|hr|pre|iframe|video|audio|form|center|blockquote|details)$/.test(
    node.tagName,
  )
}
