import { escapeHtml } from '#lib/escape.ts'
import type { Tell } from '../local.ts'
import { linkTo } from './shortcodes.ts'

const mark = /<!--\s+(\/?)wp:([a-z][\w-]*(?:\/[a-z][\w-]*)?)\s+(?:(\{[\s\S]*?\})\s+)?(\/?)-->/g

export function hasBlocks(content: string): boolean {
  return /<!--\s+wp:/.test(content)
}

/** Of the editor of today: its marks go, what they hold stays; what was only ever filled in by a program is told. */
export function withoutBlocks(
  content: string,
  known: {
    reusable: (id: string) => string | undefined
    titleOf: (address: string) => string | undefined
    tell: Tell
  },
  depth = 0,
): string {
  const { tell } = known
  let out = ''
  let from = 0
  const open: string[] = []
  const pass = (text: string) => {
    // Between blocks stands what the editor before it wrote.
    out += open.length === 0 && text.trim() ? `<div data-lines>${text}</div>` : text
  }
  for (const match of content.matchAll(mark)) {
    const [all, closes, name = '', json, isEmpty] = match
    pass(content.slice(from, match.index))
    from = match.index + all.length
    if (closes) {
      const at = open.lastIndexOf(name)
      if (at !== -1) open.splice(at)
      if (['freeform', 'core/freeform', 'shortcode', 'core/shortcode'].includes(name)) out += '</div>'
      continue
    }
    const attributes = parsed(json)
    if (isEmpty) out += empty(name, attributes)
    else {
      open.push(name)
      if (['freeform', 'core/freeform', 'shortcode', 'core/shortcode'].includes(name))
        out += '<div data-lines>'
      else if (name.includes('/') && !name.startsWith('core'))
        tell('converted', `blocks ${name}, their text kept`)
      else tell('converted', 'blocks of the editor')
    }
  }
  pass(content.slice(from))
  return out
    .replace(/<a\b[^>]*class="[^"]*wp-block-file__button[^>]*>[\s\S]*?<\/a>/g, () => {
      tell('left-out', 'download buttons, beside which stands the link itself')
      return ''
    })
    .replace(
      /(<div\b[^>]*class="[^"]*wp-block-embed__wrapper[^"]*")([^>]*>\s*)(https?:\/\/[^\s<]+)/g,
      (_, head, end, address: string) => {
        const title = known.titleOf(address.replaceAll('&amp;', '&'))
        return `${head}${title ? ` data-title="${escapeHtml(title)}"` : ''}${end}${address}`
      },
    )
    .replace(/<sup\b[^>]*\bdata-fn="([^"]+)"[^>]*>/g, '<sup data-note="$1">')

  function empty(name: string, attributes: Record<string, unknown>): string {
    const text = (key: string) => {
      const value = attributes[key]
      return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
    }
    const short = name.replace(/^core\//, '')
    if (['footnotes', 'more', 'nextpage', 'spacer', 'separator'].includes(short))
      return short === 'separator' ? '<hr>' : ''
    if (short === 'block' || short === 'template-part') {
      const inner = depth < 5 ? known.reusable(text('ref')) : undefined
      if (inner !== undefined) {
        tell('converted', 'reusable blocks, their text put in')
        return withoutBlocks(inner, known, depth + 1)
      }
    }
    if (short === 'social-link' && /^(?:https?:|mailto:)/.test(text('url'))) {
      tell('converted', 'blocks social-link, now a link')
      const label = text('label') || text('service')
      return `<p><a href="${escapeHtml(text('url'))}">${escapeHtml(label || text('url'))}</a></p>`
    }
    if (/^(?:core-)?embed(?:\/|$)/.test(short) && text('url')) return linkTo(text('url'), known)
    if (['html', 'paragraph', 'heading'].includes(short) && text('content'))
      return `<p>${text('content')}</p>`
    tell('left-out', `blocks ${short}, which a program filled in`)
    return ''
  }
}

function parsed(json: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json ?? '{}')
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
