import type { Element, Root } from 'hast'
import { linkProblem } from '#lib/content/lint/links.ts'
import { decoded } from '#lib/content/path.ts'
import { placeAnchors } from './anchors.ts'
import { type Embed, embedOf, isFilmElsewhere, isShownAlone } from './embeds.ts'
import {
  attribute,
  blocks,
  type Child,
  element,
  elementsIn,
  hasClass,
  isBlank,
  isElement,
  isNamed,
  textOf,
} from './hast.ts'
import { pictureOf } from './html-addresses.ts'
import type { Found, Tell } from './local.ts'
import { asPlayer, isPlayer, playerFor, playerIn } from './players.ts'

/** Nothing of theirs was ever read by a visitor. */
const silent = new Set([
  ...[
    'script',
    'style',
    'link',
    'meta',
    'base',
    'template',
    'title',
    'head',
    'param',
    'track',
    'colgroup',
    'col',
  ],
  ...['input', 'select', 'datalist', 'textarea', 'option', 'optgroup', 'bgsound', 'noembed'],
])

const told: Record<string, string> = {
  script: 'programs (script)',
  style: 'styles (style)',
  svg: 'drawings within a text (svg)',
  canvas: 'programs (script)',
  form: 'forms within texts',
}

/** Around a phrase, and nothing of it is seen here. */
const unwrapped = new Set([
  ...[
    'span',
    'font',
    'big',
    'nobr',
    'blink',
    'marquee',
    'ins',
    'u',
    'bdi',
    'bdo',
    'label',
    'time',
    'data',
    'output',
  ],
  ...[
    'button',
    'acronym',
    'dfn',
    'slot',
    'meter',
    'progress',
    'map',
    'basefont',
    'tt',
    'noscript',
    'legend',
    'dialog',
  ],
])

type Context = { found: Found; tell: Tell; anchors: ReadonlyMap<string, string> }

/** Only what an article may hold, with the addresses of this site. */
export function cleaned(tree: Root, found: Found, tell: Tell): Root {
  const context = { found, tell, anchors: placeAnchors(tree) }
  return { ...tree, children: all(tree.children, undefined, context) as Root['children'] }
}

function all(children: readonly Child[], parent: Element | undefined, context: Context): Child[] {
  return children.flatMap((child) => one(child, parent, context))
}

function one(node: Child, parent: Element | undefined, context: Context): Child[] {
  if (node.type === 'text') return [{ ...node, value: node.value.replace(invisible, '') }]
  if (node.type !== 'element') return []
  const { tell } = context
  const name = node.tagName
  const what = told[name]
  if (what) tell('left-out', what)
  if (silent.has(name) || name === 'svg') return []
  if (node.properties.dataAnchor) return [node]
  const within = () => all(node.children, node, context)
  switch (name) {
    case 'iframe':
    case 'embed':
    case 'object':
      return embedded(node, parent, context)
    case 'audio':
    case 'video':
      return media(node, parent, context)
    case 'img':
      return picture(node, context)
    case 'a':
    case 'area':
      return link(node, within(), parent, context)
    case 'figure':
      return figure({ ...node, children: within() as Element['children'] }, context)
    case 'picture':
      return within()
    case 'source':
      return []
    case 'math':
      return [formula(node, tell)]
    case 'strike':
      return [element('del', {}, within())]
    case 'ruby':
      return within()
    case 'rp':
      return []
    case 'rt':
      return [text('('), ...within(), text(')')]
    case 'tt':
      return [element('code', {}, within())]
    case 'pre':
      return verse(node, within())
    case 'p':
    case 'div':
      return paragraph(node, within(), parent, context)
    case 'table':
      return table(node, within())
    case 'marquee':
    case 'blink':
      return within()
  }
  if (name === 'code' && parent?.tagName === 'pre')
    return [element('code', { className: node.properties.className }, within())]
  if (name === 'acronym') return [element('abbr', titled(node), within())]
  if (unwrapped.has(name)) return within()
  if (['summary', 'li', 'td', 'th', 'dd', 'dt', 'figcaption', 'caption', 'blockquote', 'sup'].includes(name))
    return [element(name, passed(node), within())]
  const children = within()
  if (emphases.has(name) && children.some((child) => isElement(child) && blocks.has(child.tagName)))
    return children.flatMap((child) => (isBlank(child) ? [] : around(child, name)))
  const made = element(name, titled(node, name === 'abbr'), children)
  return blocks.has(name) || name === 'br' ? [made] : withBreaksAround(made)
}

/** Markdown ends no line just before it ends a phrase, and has no sign around nothing. */
function withBreaksAround(phrase: Element): Child[] {
  const isEdge = (child: Child) => isBlank(child) || isElement(child, 'br')
  const from = phrase.children.findIndex((child) => !isEdge(child))
  const until = phrase.children.findLastIndex((child) => !isEdge(child)) + 1
  const [before, after] = [phrase.children.slice(0, from), phrase.children.slice(until)]
  const isBroken = [...before, ...after].some((child) => isElement(child, 'br'))
  if (from < 0) return phrase.children
  if (!isBroken) return [phrase]
  return [...before, { ...phrase, children: phrase.children.slice(from, until) }, ...after]
}

const emphases = new Set('b strong i em cite q small mark s del code kbd sub samp'.split(' '))

/** Emphasis that was closed too late holds whole blocks: only a paragraph takes it over. */
function around(child: Child, name: string): Child[] {
  if (!isElement(child) || !blocks.has(child.tagName)) return [element('p', {}, [child])]
  return child.tagName === 'p' ? [element('p', {}, [element(name, {}, child.children)])] : [child]
}

/** Marks that only tell which way a line runs, and joints of no width where a word may break. */
const invisible = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]/g

const text = (value: string): Child => ({ type: 'text', value })

function titled(node: Element, isAbbr = true): Element['properties'] {
  const title = isAbbr ? attribute(node, 'title') : undefined
  const start = node.tagName === 'ol' ? attribute(node, 'start') : undefined
  return { ...(title && { title }), ...(start && { start }) }
}

function passed(node: Element): Element['properties'] {
  const { dataCallout, dataNote, colSpan, rowSpan, align, style, className } = node.properties
  const isCell = node.tagName === 'td' || node.tagName === 'th'
  return {
    ...(dataCallout && { dataCallout }),
    ...(dataNote && { dataNote }),
    ...(isCell && Number(colSpan) > 1 && { colSpan }),
    ...(isCell && Number(rowSpan) > 1 && { rowSpan }),
    ...(isCell &&
      (align || /text-align/.test(`${style} ${className}`)) && {
        align: align ?? aligned(`${style} ${className}`),
      }),
  }
}

function aligned(styles: string): string | undefined {
  return /text-align[:-]\s*(left|right|center)/.exec(styles)?.[1]
}

/** A table within one is shown row by row. */
function table(node: Element, children: Child[]): Child[] {
  const caption = children.find((child) => isElement(child, 'caption'))
  const rest = children.filter((child) => child !== caption)
  const isEmpty = ![...elementsIn({ ...node, children: rest as Element['children'] })].some((cell) =>
    isElement(cell, 'td', 'th'),
  )
  const words = caption && 'children' in caption ? [element('p', {}, caption.children)] : []
  if (isEmpty) return [...words, ...rest.filter((child) => !isElement(child, 'tbody'))]
  return [
    ...words,
    element(
      'table',
      {},
      rest.filter((child) => !isBlank(child)),
    ),
  ]
}

/** A poem keeps its lines, and is no code. */
function verse(node: Element, children: Child[]): Child[] {
  if (!hasClass(node, /^wp-block-verse$/))
    return [element('pre', { className: node.properties.className }, children)]
  const lines = children.flatMap((child): Child[] => {
    if (child.type !== 'text') return [child]
    return child.value
      .split('\n')
      .flatMap((line, at) => (at ? [element('br', {}), text(line)] : [text(line)]))
  })
  return [element('p', {}, lines)]
}

/** An address alone in its paragraph was shown as what it leads to. */
function paragraph(node: Element, children: Child[], parent: Element | undefined, context: Context): Child[] {
  const [only, ...others] = children.filter((child) => !isBlank(child))
  // Editors left one with a space that does not break for each empty line.
  if (!only) return [element('p', {})]
  const address = only.type === 'text' && !others.length ? only.value.trim() : undefined
  if (
    address &&
    /^https?:\/\/\S+$/.test(address) &&
    (isShownAlone(address) || hasClass(node, /embed__wrapper/))
  ) {
    const embed = embedOf(address, attribute(node, 'dataTitle'))
    if (embed) return standing(embedLink(embed, context), parent)
  }
  if (isPlayer(only) && !others.length) return standing(only, parent)
  const isOpen = parent === undefined || blocks.has(parent.tagName)
  if (node.tagName === 'div' && isOpen)
    return children.some((child) => isElement(child) && blocks.has(child.tagName))
      ? children
      : [element('p', {}, children)]
  if (children.some((child) => isElement(child, 'p', 'figure', 'table', 'pre', 'blockquote', 'ul', 'ol')))
    return children
  return [element(node.tagName, {}, children)]
}

function inPhrase(parent: Element | undefined): boolean {
  return (
    parent !== undefined &&
    (!blocks.has(parent.tagName) ||
      ['p', 'figcaption', 'td', 'th', 'li', 'dt', 'dd', 'summary'].includes(parent.tagName) ||
      /^h\d$/.test(parent.tagName))
  )
}

function standing(node: Element, parent: Element | undefined): Child[] {
  if (inPhrase(parent)) return [node]
  return [isPlayer(node) ? asPlayer(node) : element('p', {}, [node])]
}

function embedLink({ url, label }: Embed, { tell }: Context): Element {
  const isFilm = isFilmElsewhere(url)
  tell('converted', isFilm ? 'films of other sites, now ::video' : 'embeds, now a link', url)
  return element('a', { href: url, ...(isFilm && { dataPlayer: 'video' }) }, [text(label)])
}

function embedded(node: Element, parent: Element | undefined, context: Context): Child[] {
  const inner = [...elementsIn(node)]
  const param = inner.find(
    (one) => isNamed(one, 'param') && /^(?:movie|src)$/i.test(attribute(one, 'name') ?? ''),
  )
  const nested = inner.find((one) => isNamed(one, 'embed', 'iframe'))
  const address =
    attribute(node, 'src') ??
    attribute(node, 'dataSrc') ??
    attribute(node, 'data') ??
    (param && attribute(param, 'value')) ??
    (nested && attribute(nested, 'src'))
  const embed = address === undefined ? undefined : embedOf(address, attribute(node, 'title'))
  const fallback = all(
    node.children.filter((child) => !isElement(child, 'embed', 'iframe', 'param')),
    parent,
    context,
  )
  if (!embed) {
    context.tell('left-out', 'embeds without an address that can be opened', address)
    return fallback
  }
  const words = node.tagName === 'iframe' ? [] : fallback.filter((child) => !isBlank(child))
  return [...standing(embedLink(embed, context), parent), ...words]
}

function media(node: Element, parent: Element | undefined, context: Context): Child[] {
  const sources = [node, ...[...elementsIn(node)].filter((one) => isNamed(one, 'source'))]
  const address = sources.map((one) => attribute(one, 'src')).find(Boolean)
  const rest = node.children.filter((child) => !isElement(child, 'source', 'track'))
  const fallback = all(rest, parent, context).filter((child) => !isBlank(child))
  if (!address) return fallback
  const href = context.found.links.get(address) ?? address
  const name = attribute(node, 'title') ?? decoded(address.replace(/[?#].*$/, '').replace(/^.*\//, ''))
  const isTold = fallback.some(
    (child) =>
      isElement(child, 'a') || (isElement(child) && [...elementsIn(child)].some((one) => isNamed(one, 'a'))),
  )
  const player = playerFor(href)
  // Of old editors each line is a paragraph.
  const isAlone = parent?.tagName === 'p' && parent.children.filter((child) => !isBlank(child)).length === 1
  const stands = player !== undefined && (isAlone || !inPhrase(parent))
  const what = stands ? `::${player}` : 'a link'
  context.tell('converted', `${node.tagName} players, now ${what}`, address)
  if (stands) {
    const beside = player === 'video' ? besideFilm(node, context) : {}
    const shown = element('a', { href, dataPlayer: player, ...beside }, [text(name || href)])
    return [isAlone ? shown : asPlayer(shown), ...(isTold ? [] : fallback)]
  }
  if (isTold) return fallback
  if (!linkProblem(href))
    return [...standing(element('a', { href }, [text(name || href)]), parent), ...fallback]
  context.tell('left-out', 'links whose address leads nowhere, now words', address)
  return [...standing(element('span', {}, [text(name || address)]), parent), ...fallback]
}

function besideFilm(node: Element, { found, tell }: Context): Element['properties'] {
  const poster = found.pictures.get(attribute(node, 'poster')?.trim() ?? '')?.src
  const tracks = [...elementsIn(node)].filter((one) => isNamed(one, 'track'))
  const spoken = tracks.filter((one) => /^(?:captions|subtitles)?$/.test(attribute(one, 'kind') ?? ''))
  const captions = spoken
    .map((one) => found.links.get(attribute(one, 'src') ?? ''))
    .find((to) => to !== undefined && /^\/files\/[^"&]+\.vtt$/i.test(to))
  if (captions === undefined)
    tell(
      'to-do',
      'films without captions, which not everyone can hear: write captions="….vtt"',
      attribute(node, 'src'),
    )
  return { dataPoster: poster, dataCaptions: captions }
}

function picture(node: Element, { found, tell }: Context): Child[] {
  const address = pictureOf(node)
  const [width, height] = ['width', 'height'].map((name) => Number(attribute(node, name) ?? 99))
  if (width !== undefined && height !== undefined && width < 2 && height < 2) {
    tell('left-out', 'pictures of one point, which only count readers', address)
    return []
  }
  const alt = attribute(node, 'alt')?.replace(/\s+/g, ' ').trim()
  // WordPress's own smileys are letters.
  if (hasClass(node, /^(?:wp-smiley|emoji)$/) && alt) return [text(alt)]
  const local = found.pictures.get(address)
  if (!address || !local) {
    tell('left-out', 'pictures without an address')
    return alt ? [text(alt)] : []
  }
  const title = attribute(node, 'title')?.replace(/\s+/g, ' ').trim() ?? ''
  const described = alt || local.alt || (/\p{L}{2}.*\s.*\p{L}{2}/u.test(title) ? title : local.alt)
  if (described === undefined)
    tell('to-do', 'pictures without a description: write one between ![ and ]', address)
  return [element('img', { src: local.src, alt: described ?? '' })]
}

function link(node: Element, children: Child[], parent: Element | undefined, context: Context): Child[] {
  const typed = attribute(node, 'href')?.trim()
  const isEmpty = !children.some((child) => isElement(child, 'img') || textOf(child).trim())
  if (typed === undefined || isEmpty) return children
  // Of a note's number the note itself knows its way.
  if (parent?.tagName === 'sup' && attribute(parent, 'dataNote')) return []
  if (typed.startsWith('#')) {
    const to = context.anchors.get(decoded(typed.slice(1)))
    return to === undefined ? children : [element('a', { href: `#${to}` }, children)]
  }
  const alone = children.filter((child) => !isBlank(child))
  const [only] = alone
  const href = context.found.links.get(attribute(node, 'href') ?? '')
  if (alone.length === 1 && isElement(only, 'img')) {
    if (href === undefined || linkProblem(href)) return children
    // Without a description nobody would know where it leads.
    const alt = attribute(only, 'alt') || embedOf(href)?.label || href
    return [element('a', { href }, [element('img', { ...only.properties, alt })])]
  }
  if (href === undefined || linkProblem(href)) {
    context.tell('left-out', 'links whose address leads nowhere, now words', typed)
    return children
  }
  const isFilm = node.properties.dataEmbed !== undefined && isFilmElsewhere(href)
  if (isFilm) context.tell('converted', 'films of other sites, now ::video', href)
  return [element('a', { href, ...(isFilm && { dataPlayer: 'video' }) }, children)]
}

function formula(node: Element, tell: Tell): Child {
  const tex = [...elementsIn(node)].find((one) => isNamed(one, 'annotation'))
  tell('converted', 'formulas, now code')
  return element('code', {}, [text((tex ? textOf(tex) : textOf(node)).replace(/\s+/g, ' ').trim())])
}

function figure(node: Element, { tell }: Context): Child[] {
  const caption = node.children.find((child) => isElement(child, 'figcaption')) as Element | undefined
  const rest = node.children.filter((child) => child !== caption && !isBlank(child))
  const hasCaption = caption !== undefined && textOf(caption).trim() !== ''
  const player = playerIn(rest, hasCaption ? caption : undefined)
  if (player) return [player]
  const words = hasCaption ? [element('p', {}, phrase(caption.children))] : []
  const inner = rest.flatMap((child) => [...(isElement(child) ? [child, ...elementsIn(child)] : [])])
  const pictures = inner.filter((child) => isNamed(child, 'img'))
  const isOne =
    pictures.length === 1 &&
    !inner.some((child) => blocks.has(child.tagName) && !isNamed(child, 'p', 'div')) &&
    !rest.some((child) => textOf(child).trim())
  if (pictures.length > 1) tell('converted', 'galleries, now pictures one below the other')
  if (!isOne)
    return [
      ...rest.map((child) => (isElement(child, 'img', 'a') ? element('p', {}, [child]) : child)),
      ...words,
    ]
  const [shown] = rest.flatMap((child) => (isElement(child, 'p', 'div') ? child.children : [child]))
  if (!shown) return words
  if (!hasCaption) return [element('p', {}, [shown])]
  tell('converted', 'captions, now of a figure')
  return [element('figure', {}, [shown, element('figcaption', {}, phrase(caption.children))])]
}

/** Paragraphs of a caption, as lines. */
function phrase(children: readonly Child[]): Child[] {
  const out: Child[] = []
  for (const child of children) {
    const isBlock = isElement(child) && blocks.has(child.tagName)
    if (isBlock && out.some((one) => !isBlank(one))) out.push(element('br', {}))
    out.push(...(isBlock ? phrase(child.children) : [child]))
  }
  return out
}
