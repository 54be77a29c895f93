import type { Element } from 'hast'
import { played } from './components.ts'
import { shortened } from './nearest.ts'

const tags: ReadonlySet<string> = new Set(['iframe', 'video', 'audio', 'embed', 'object', 'applet'])

/** What would load something of elsewhere, or play it. */
export function isEmbed(tag: string): boolean {
  return tags.has(tag)
}

/** As a link: undefined where it has no address that a link may have. */
export function embedOf(node: Element): { to: string; text: string } | undefined {
  const { title, ariaLabel } = node.properties
  const to = watchPage(addressIn(node))
  if (!to) return undefined
  const named = [title, ariaLabel].find((one) => typeof one === 'string' && one.trim())
  return { to, text: named ? String(named).trim() : plainAddress(to) }
}

export type Player = {
  component: 'Video' | 'Audio'
  props: { src: string; poster?: string; captions?: string }
  text: string
  isNamed: boolean
}

/** As a component of ours, which asks nobody before a click: undefined for frames that show something else. */
export function playerOf(node: Element): Player | undefined {
  const shown = embedOf(node)
  if (!shown) return undefined
  const { to, text } = shown
  const isNamed = text !== plainAddress(to)
  const isElsewhere = /^https?:/i.test(to)
  if (isElsewhere && /^https:\/\/(?:www\.youtube\.com\/watch\?v=|vimeo\.com\/\d)/.test(to))
    return { component: 'Video', props: { src: to }, text, isNamed }
  const ending = /\.(\w+)$/.exec(to)?.[1]?.toLowerCase() ?? ''
  const plays = (endings: readonly string[]) => !isElsewhere && endings.includes(ending)
  if (node.tagName === 'audio' && plays(played.sound))
    return { component: 'Audio', props: { src: to }, text, isNamed }
  if (node.tagName !== 'video' || !plays(played.film)) return undefined
  const { poster } = node.properties
  const captions = node.children.flatMap((child) =>
    child.type === 'element' && child.tagName === 'track' ? String(child.properties.src ?? '') : [],
  )
  const isOwn = (one: unknown): one is string => typeof one === 'string' && /^[^\s\\:]+$/.test(one)
  const own = captions.find((one) => isOwn(one) && /\.vtt$/i.test(one))
  const props = { src: to, ...(isOwn(poster) && { poster }), ...(own && { captions: own }) }
  return { component: 'Video', props, text, isNamed }
}

export function linkTo(to: string, text: string): Element {
  return {
    type: 'element',
    tagName: 'a',
    properties: { href: to },
    children: [{ type: 'text', value: text }],
  }
}

/** As a reader would write it. */
function plainAddress(to: string): string {
  return shortened(to.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, ''))
}

function addressIn(node: Element): string {
  const { src, data, dataSrc } = node.properties
  const own = [src, dataSrc, data].find((one) => typeof one === 'string' && one.trim())
  if (own) return String(own).trim()
  const source = node.children.find(
    (child): child is Element =>
      child.type === 'element' &&
      ['source', 'embed', 'param'].includes(child.tagName) &&
      Boolean(addressIn(child)),
  )
  return source ? addressIn(source) : ''
}

/** Of a player the page that people know. */
export function watchPage(typed: string): string | undefined {
  const to = typed.startsWith('//') ? `https:${typed}` : typed
  if (!/^[a-z][a-z0-9+.-]*:/i.test(to.replace(/\s/g, ''))) return /^[^\s\\:]+$/.test(to) ? to : undefined
  if (!/^https?:\/\//i.test(to) || !URL.canParse(to)) return undefined
  const { hostname, pathname, href } = new URL(to)
  const host = hostname.replace(/^www\./, '')
  const [, player, id = ''] = /^\/(embed|v|video)\/([\w-]+)/.exec(pathname) ?? []
  if (id && id !== 'videoseries' && player !== 'video' && /^youtube(?:-nocookie)?\.com$/.test(host))
    return `https://www.youtube.com/watch?v=${id}`
  if (id && player === 'video' && host === 'player.vimeo.com') return `https://vimeo.com/${id}`
  return href
}
