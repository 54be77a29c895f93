import type { Element } from 'hast'
import { played } from '#lib/content/components.ts'
import { linkProblem } from '#lib/content/lint/links.ts'
import { isFilmElsewhere } from './embeds.ts'
import { attribute, type Child, element, isBlank, isElement, textOf } from './hast.ts'

/** What plays, as a link until it is known to stand on lines of its own. */
export function isPlayer(node: Child | undefined): node is Element {
  return isElement(node) && attribute(node, 'dataPlayer') !== undefined
}

export function asPlayer(link: Element): Element {
  const { href, dataSrc, dataPlayer, dataPoster, dataCaptions } = link.properties
  return element('figure', { dataPlayer, dataSrc: href ?? dataSrc, dataPoster, dataCaptions }, link.children)
}

/** What plays in a figure; also as this site exports a film elsewhere: its link in the caption, perhaps below a picture of it. */
export function playerIn(shown: readonly Child[], caption: Element | undefined): Element | undefined {
  const [only, more] = shown
  const [link, after] = caption?.children.filter((child) => !isBlank(child)) ?? []
  const href = isElement(link, 'a') ? attribute(link, 'href') : undefined
  const named = href !== undefined && isElement(link) ? link.children : undefined
  if (isPlayer(only) && !more) {
    const isOwnLink = href !== undefined && href === attribute(only, 'dataSrc')
    return { ...only, children: (isOwnLink && named) || caption?.children || only.children }
  }
  const isOfFilm = named && isFilmElsewhere(href ?? '') && after && /^\s*\(/.test(textOf(after))
  if (!isOfFilm || more) return undefined
  const inner = isElement(only, 'a', 'p') ? only.children.find((child) => isElement(child, 'img')) : only
  if (only && !isElement(inner, 'img')) return undefined
  const poster = isElement(inner) ? attribute(inner, 'src') : undefined
  return element('figure', { dataPlayer: 'video', dataSrc: href, dataPoster: poster }, named)
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
  const poster = attribute(node, 'dataPoster')
  const isHere = poster !== undefined && /^[^:"&]+$/.test(poster)
  const captions = attribute(node, 'dataCaptions')
  const more = `${isHere ? ` poster="${poster}"` : ''}${captions ? ` captions="${captions}"` : ''}`
  return `::${attribute(node, 'dataPlayer')}[${label}]{src="${src}"${more}}`
}
