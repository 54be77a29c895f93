import type { Element } from 'hast'
import { played } from '#lib/content/components.ts'
import { linkProblem } from '#lib/content/lint/links.ts'
import { attribute, type Child, element, isElement, textOf } from './hast.ts'

/** What plays, as a link until it is known to stand on lines of its own. */
export function isPlayer(node: Child | undefined): node is Element {
  return isElement(node) && attribute(node, 'dataPlayer') !== undefined
}

export function asPlayer(link: Element): Element {
  const { href, dataSrc, dataPlayer } = link.properties
  return element('figure', { dataPlayer, dataSrc: href ?? dataSrc }, link.children)
}

/** Undefined for what is no file of this site, or none that browsers play. */
export function playerFor(href: string): 'video' | 'audio' | undefined {
  const ending = /\.(\w+)$/.exec(href)?.[1]?.toLowerCase() ?? ''
  const plays = (endings: readonly string[]) => endings.includes(ending)
  if (linkProblem(href) || /^[a-z]+:|^\/(?!files\/)/i.test(href)) return undefined
  return plays(played.film) ? 'video' : plays(played.sound) ? 'audio' : undefined
}

/** A line of an .md file: docs/components.md. */
export function playerLine(node: Element): string {
  const label = textOf(node)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\[\]{}*_`<>&~]/g, '\\$&')
  const src = (attribute(node, 'dataSrc') ?? '').replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  return `::${attribute(node, 'dataPlayer')}[${label}]{src="${src}"}`
}
