import { escapeHtml } from '#lib/escape.ts'
import { embedOf, isFilmElsewhere } from '../embeds.ts'
import type { Tell } from '../local.ts'

export type Attachment = {
  id: string
  address: string
  alt?: string | undefined
  title?: string | undefined
  caption?: string | undefined
  /** The id of the text it was uploaded for. */
  parent?: string | undefined
}

type Known = {
  attachment: (id: string) => Attachment | undefined
  /** Of the text that is converted, for a gallery that names none. */
  ownPictures: () => readonly Attachment[]
  /** As the old site's cache of embeds has it. */
  titleOf: (address: string) => string | undefined
  tell: Tell
}

type Attributes = { named: Record<string, string>; bare: string[] }

const code =
  /\[(code|sourcecode|source|php|html|css|js|javascript|python|bash|shell|sql|xml|java|cpp|csharp|ruby|perl|plain|text)\b([^\]]*)\]([\s\S]*?)\[\/\1\]/gi

const start = /\[(\[?)([a-z][\w-]*)(?=[\s\]/=])((?:"[^"]*"|'[^']*'|“[^”]*”|[^\]"'“])*)\](\]?)/gi

const bracket = '\ue001'

/** Plugins' own without any sign that tells them from a word in brackets. */
const plugins = new Set(
  `audio caption contact-form contact-form-7 contact-field embed gallery gravityform gravityforms mc4wp_form ninja_form
  playlist recent-posts rev_slider sitemap toc video wp_caption wpforms youtube vimeo dailymotion tweet twitter soundcloud
  instagram googlemaps gmap woocommerce_cart woocommerce_checkout products subscribe slideshow nggallery archives polldaddy
  ted slideshare scribd spotify`.split(/\s+/),
)

const players = new Set(
  'youtube vimeo dailymotion ted soundcloud spotify tweet twitter instagram scribd slideshare wpvideo videopress'.split(
    ' ',
  ),
)

/** The known ones become HTML, others leave what stands within; brackets that are none stay. */
export function withoutShortcodes(html: string, known: Known): string {
  const withCode = html.replace(code, (_, name: string, typed: string, inner: string) => {
    const { named } = attributesOf(typed)
    const lang =
      named.language ?? named.lang ?? (/^(?:code|source|sourcecode|plain|text)$/i.test(name) ? '' : name)
    known.tell('converted', 'shortcodes [code]')
    const typedCode = inner
      .replace(/<br\s*\/?>\n?/gi, '\n')
      .replace(/&(?!#?\w+;)/g, '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
    return `<pre${lang ? ` class="language-${lang.toLowerCase()}"` : ''}>${typedCode.replace(/^\n/, '')}</pre>`
  })
  // In code, in comments and in tags nothing is a shortcode.
  const masked = withCode.replace(
    /<(pre|code|kbd|samp|tt|script|style|textarea)\b[\s\S]*?<\/\1\s*>|<!--[\s\S]*?-->|<[a-z/][^<>]*>/gi,
    (part) => part.replaceAll('[', bracket),
  )
  return expanded(masked, known).replaceAll(bracket, '[')
}

function expanded(text: string, known: Known): string {
  let out = ''
  let from = 0
  for (;;) {
    start.lastIndex = from
    const match = start.exec(text)
    if (!match) return out + text.slice(from).replace(/\[\/(?:caption|wp_caption|[a-z]\w*_\w+)\]/gi, '')
    const [all, escapes = '', name = '', typed = '', closes = ''] = match
    const end = match.index + all.length
    out += text.slice(from, match.index)
    if (escapes) {
      // Doubled, to show it.
      out += closes ? `${bracket}${all.slice(2, -1)}` : bracket
      from = closes ? end : match.index + 1
      continue
    }
    const isClosed = /\/\s*$/.test(typed)
    const close = isClosed ? -1 : closing(text, name, end)
    const attributes = attributesOf(typed.replace(/\/\s*$/, ''))
    if (
      !isShortcode(name, attributes, {
        isClosed: isClosed || close !== -1,
        isAlone: isAlone(text, match.index, end),
      })
    ) {
      out += bracket
      from = match.index + 1
      continue
    }
    const inner = close === -1 ? undefined : text.slice(end, close)
    out += htmlOf(name.toLowerCase(), attributes, inner, known)
    // A bracket of the text that follows closely is none of this one.
    from = close === -1 ? end - closes.length : text.indexOf(']', close) + 1
  }
}

function closing(text: string, name: string, from: number): number {
  const lower = text.toLowerCase()
  const [open, close] = [`[${name.toLowerCase()}`, `[/${name.toLowerCase()}]`]
  let depth = 1
  for (let at = from; ; ) {
    const end = lower.indexOf(close, at)
    if (end === -1) return -1
    for (let next = lower.indexOf(open, at); next !== -1 && next < end; next = lower.indexOf(open, next + 1))
      if (/[\s\]]/.test(lower[next + open.length] ?? '')) depth++
    depth--
    if (depth === 0) return end
    at = end + close.length
  }
}

function isAlone(text: string, from: number, end: number): boolean {
  return (
    /(?:^|\n|>)[^\S\n]*$/.test(text.slice(Math.max(0, from - 40), from)) &&
    /^[^\S\n]*(?:\n|<|$)/.test(text.slice(end, end + 40))
  )
}

function isShortcode(
  name: string,
  { named, bare }: Attributes,
  { isClosed, isAlone }: { isClosed: boolean; isAlone: boolean },
): boolean {
  if (plugins.has(name.toLowerCase())) return true
  if (Object.keys(named).length) return true
  if (bare.length) return false
  return isClosed || /_/.test(name) || (name.includes('-') && isAlone)
}

function attributesOf(typed: string): Attributes {
  const named: Record<string, string> = {}
  const bare: string[] = []
  const shape = /([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|[“”]([^”]*)”|([^\s"']+))|"([^"]*)"|(\S+)/g
  for (const [, name, double, single, curly, plain, quoted, word] of typed
    .replaceAll('&quot;', '"')
    .matchAll(shape)) {
    if (name) named[name.toLowerCase()] = double ?? single ?? curly ?? plain ?? ''
    else bare.push((quoted ?? word ?? '').replace(/^=/, ''))
  }
  return { named, bare }
}

function htmlOf(name: string, { named, bare }: Attributes, inner: string | undefined, known: Known): string {
  const { tell } = known
  const took = () => tell('converted', `shortcodes [${name}]`)
  if (name === 'caption' || name === 'wp_caption') {
    took()
    const [, picture = '', words = ''] =
      /^\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*<\/a>)?)?([\s\S]*)$/i.exec(inner ?? '') ?? []
    const caption = [named.caption, expanded(words, known).trim()].filter(Boolean).join(' ')
    return `<figure>${picture}${caption ? `<figcaption>${caption}</figcaption>` : ''}</figure>`
  }
  if (name === 'gallery') {
    took()
    const ids = named.ids ?? named.include
    const all =
      ids === undefined
        ? known.ownPictures()
        : ids.split(/[\s,]+/).flatMap((id) => known.attachment(id) ?? lost(id, tell))
    return `<figure>${all.map(figureOf).join('')}</figure>`
  }
  if (name === 'playlist') {
    took()
    const all = (named.ids ?? '')
      .split(/[\s,]+/)
      .filter(Boolean)
      .flatMap((id) => known.attachment(id) ?? lost(id, tell))
    return `<ul>${all.map(({ address, title }) => `<li><a href="${escapeHtml(address)}">${escapeHtml(title ?? address)}</a></li>`).join('')}</ul>`
  }
  if (name === 'audio' || name === 'video') {
    const address = [
      ...['src', 'mp3', 'm4a', 'ogg', 'wav', 'mp4', 'm4v', 'webm', 'ogv', 'flv'].map((key) => named[key]),
      ...bare,
    ].find(Boolean)
    const embed = name === 'video' && address ? embedOf(address) : undefined
    if (embed && !/\.\w{3,4}$/.test(embed.url)) return linkTo(address ?? '', known)
    took()
    return address ? `<${name} src="${escapeHtml(address.replace(/\|.*$/, ''))}"></${name}>` : (inner ?? '')
  }
  const address = addressOf(name, named, bare, inner)
  if (address) {
    took()
    return linkTo(address, known)
  }
  if (/form/.test(name)) {
    tell('left-out', `shortcodes [${name}], which showed a form`)
    return ''
  }
  tell('left-out', `shortcodes [${name}]${inner?.trim() ? ', what stands within them kept' : ''}`)
  // Seen on the page, above what it opens.
  const heading = named.title ?? named.heading ?? named.label
  const shown = heading && inner !== undefined ? `<p><strong>${heading}</strong></p>` : ''
  return shown + expanded(inner ?? '', known)
}

function addressOf(
  name: string,
  named: Record<string, string>,
  bare: string[],
  inner: string | undefined,
): string | undefined {
  const typed = (inner?.trim() || named.url || named.src || named.id || bare[0] || '').replaceAll(
    '&amp;',
    '&',
  )
  if (name === 'embed') return /^https?:/i.test(typed) ? typed : undefined
  if (!players.has(name) || !typed) return undefined
  if (/^(?:https?:)?\/\//i.test(typed)) return typed
  if (name === 'youtube') return `https://www.youtube.com/watch?v=${typed}`
  if (name === 'vimeo') return `https://vimeo.com/${typed}`
  if (name === 'dailymotion') return `https://www.dailymotion.com/video/${typed}`
  if (name === 'tweet' || name === 'twitter') return `https://twitter.com/i/status/${typed}`
  return undefined
}

export function linkTo(address: string, { titleOf, tell }: Pick<Known, 'titleOf' | 'tell'>): string {
  const embed = embedOf(address, titleOf(address))
  if (!embed) return escapeHtml(address)
  if (!isFilmElsewhere(embed.url)) tell('converted', 'embeds, now a link', embed.url)
  return `<p><a data-embed href="${escapeHtml(embed.url)}">${escapeHtml(embed.label)}</a></p>`
}

function figureOf({ address, alt, caption }: Attachment): string {
  const described = alt === undefined ? '' : ` alt="${escapeHtml(alt)}"`
  return `<figure><img src="${escapeHtml(address)}"${described}>${caption ? `<figcaption>${caption}</figcaption>` : ''}</figure>`
}

function lost(id: string, tell: Tell): [] {
  if (id) tell('left-out', 'pictures of galleries that the export does not hold', `number ${id}`)
  return []
}
