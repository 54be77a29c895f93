import { escapeHtml } from '#lib/escape.ts'
import { embedOf as namedEmbed } from '../embeds.ts'
import { dedent } from './dedent.ts'
import { embedAddress, isEmbed } from './embeds.ts'
import type { Args } from './template-args.ts'
import type { Texts } from './texts.ts'

export type Call = {
  name: string
  args: Args
  inner: string | undefined
  texts: Texts & { line: number }
}

/** Text within a line, or a block, with what stands for it where only a line may be. */
export type Made = string | { block: string; inline?: string | undefined }

/** What a shortcode, tag, include or component stood for; of an unknown one what readers can read. */
export function shortcode(call: Call): Made {
  const { args, texts } = call
  const included = /^(?:include|include_relative|include_cached|render|partial|partialcached)$/.test(
    call.name,
  )
  const typedName = included ? (args.positional[0] ?? 'include') : call.name
  const name = typedName.replace(/\.(?:html?|md|njk|liquid)$/, '')
  const plainName = (name.split('/').pop() ?? '').toLowerCase().replace(/[^a-z0-9]/g, '')
  const own = included ? { ...args, positional: args.positional.slice(1) } : args
  const kind = kindOf(plainName)
  const made = kind?.({ ...call, name: plainName, args: own })
  if (made !== undefined) {
    texts.tell('converted', `shortcodes and tags “${name}”`, texts.line)
    return made
  }
  return unknownOne({ ...call, name, args: own })
}

type Maker = (call: Call) => Made | undefined

const calloutKinds: Readonly<Record<string, string>> = {
  ...named(
    'note notice info information callout admonition box infobox message aside panel hint highlightbox alertinfo default primary secondary inset insettext canary deepdive',
  ),
  ...named('tip success protip hinweis astuce recap', 'tip'),
  ...named('important attention alert key keypoint', 'important'),
  ...named('warning warn pitfall gotcha wip', 'warning'),
  ...named('danger caution error bug failure deprecated', 'caution'),
}

function named(names: string, kind = 'note'): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, kind]))
}

export function calloutKind(name: string): string | undefined {
  const plain =
    name
      .toLowerCase()
      .replace(/^callout-?|^alert-|^admonition-/, '')
      .replace(/[^a-z]/g, '') || 'callout'
  return Object.hasOwn(calloutKinds, plain) ? calloutKinds[plain] : undefined
}

const makers: [RegExp, Maker][] = [
  [
    /^(?:figure\w*|fig|image\w*|img\w*|legacyimg\w*|picture|photo|pic|linkedfigure|assetimg|bundleimage|responsiveimage|lazyimg|lazyimage|resizeimage|postimage|blogimage|themedblogimage|nhsukimage|nhsukimages|themedimage|staticimage|cloudinary|screenshot|gif)$/,
    figure,
  ],
  [
    /^(?:ref|relref|permalink|posturl|postpath|pagelink|siteurl|assetpath|url|relurl|absurl|route|internallink|geturl)$/,
    reference,
  ],
  [
    /^(?:link|postlink|assetlink|xref|buttonlink|button\w*|btn|cta|linkbutton|a|linkwitharrow|linkto|download|file|assetstatic|attachment)$/,
    link,
  ],
  [/^(?:quote|blockquote|pullquote|quoteblock|epigraph|testimonial|cq|centerquote|q)$/, quotation],
  [
    /^(?:details|expand|collapse|collapsible|accordion\w*|toggle\w*|spoiler|fold|faq|hiddencontent|foldable)$/,
    details,
  ],
  [
    /^(?:notice|note|alert|callout|admonition|box|tip|info|warning|danger|important|caution|panel|hint|aside|infobox|message|highlightbox|attention|success|error|warn|pitfall|deepdive|insettext|recap|wip|canary|keypoint|gotcha|protip|deprecated)$/,
    callout,
  ],
  [
    /^(?:video|audio|mp4|mp3|html5video|selfhostedvideo|videoembed|iframe|embed|pdf|slides|dplayer|player|podcast)$/,
    media,
  ],
  [
    /^(?:toc|tocinline|tableofcontents|br|clear|clearfix|icon|fa|fas|fab|fasl|bi|pagebreak|newpage|spacer|hr|more|readmore|ads|ad|anchor|rawhtml|style|css|js|script|lead-?|year|badge-?)$/,
    () => '',
  ],
  [/^(?:param|var|meta|site|get|getparam|config|tmp)$/, parameter],
  [/^(?:tab|tabitem|codetab|step|card|item|slide|column-?)$/, part],
  [
    /^(?:tabs|tabpane|codetabs|columns?|row|dorow|dontrow|grid|col|section|center|div|span|ring|small|big|wrap|codewrap|paragraphcenter|centre|container|group|cards?|steps|gallery|carousel|slideshow|imageslideshow|table|lead|intro|unsafe|rawtext|mark|highlighttext|nobr|ltr|rtl|lang|checkbox|checklist|md|markdown|markdownify|text|paragraph|strong|english|hebrew|nowrap|yesno|headline\w*|math|katex|latex|mathjax|equation|block|include|cell|fragment|youwilllearn|learnmore|sandpack|diagram|codestep|codeblock)$/,
    kept,
  ],
  [/^(?:sidenote|marginnote|footnote|fn|abbr|tooltip|popover)$/, remark],
]

function kindOf(name: string): Maker | undefined {
  if (isEmbed(name)) return embed
  return makers.find(([names]) => names.test(name))?.[1]
}

function figure({ name, args, inner }: Call): Made | undefined {
  const { named: by, positional } = args
  const hasTitled = name.startsWith('asset')
  const src =
    by.src ??
    by.image ??
    by.img ??
    by.imagesrc ??
    by.imagepath ??
    by.url ??
    by.path ??
    by.file ??
    by.filename ??
    by.cloudinaryid ??
    positional.find((one) => /[./]/.test(one) && !/\s/.test(one.trim())) ??
    positional[0] ??
    by.name
  if (!src) return undefined
  const rest = positional.filter((one) => one !== src && !isSize(one))
  const alt =
    by.alt ??
    by.alttext ??
    by.imagealt ??
    rest.find((one) => /\s/.test(one)) ??
    (hasTitled ? rest[0] : undefined) ??
    by.title ??
    ''
  const other = rest.filter((one) => /\s/.test(one) && one !== alt)[0]
  const caption = [
    by.title && by.title !== alt && by.title !== by.caption ? by.title : undefined,
    by.caption ?? by.cap ?? by.figcaption ?? by.legend ?? other ?? by.imgprocessing,
    by.attr ?? by.credit ?? by.attribution ?? by.source ?? by.photocredit,
  ].filter((one) => one?.trim())
  return figureOf({
    src,
    alt,
    caption: caption.join(caption.length > 1 ? '. ' : ''),
    link: by.link ?? by.href,
    inner,
  })
}

function isSize(text: string): boolean {
  return /^(?:\d+(?:px|%|x\d*)?|left|right|center|width-.*|small|medium|large|true|false|webp|jpe?g|png|auto|lazy)$/i.test(
    text,
  )
}

function figureOf(of: {
  src: string
  alt: string
  caption: string
  link?: string | undefined
  inner?: string | undefined
}): Made {
  const image = `<img src="${escapeHtml(of.src)}" alt="${escapeHtml(oneLine(of.alt))}">`
  const linked = of.link && of.link !== of.src ? `<a href="${escapeHtml(of.link)}">${image}</a>` : image
  const caption = of.caption.trim()
    ? `<figcaption data-markdown>${escapeHtml(oneLine(of.caption))}</figcaption>`
    : ''
  const figure = caption ? `<figure>${linked}${caption}</figure>` : `<p>${linked}</p>`
  const text = of.inner?.trim() ? `\n\n${dedent(of.inner).trim()}` : ''
  return { block: figure + text, inline: linked }
}

function embed({ name, args, inner, texts }: Call): Made {
  const { named: by, positional } = args
  const id =
    by.id ??
    by.videoid ??
    by.youtubeid ??
    by.vid ??
    by.url ??
    by.src ??
    by.href ??
    by.link ??
    by.tweetid ??
    by.permalink ??
    positional[
      positional.length > 1 && /tweet|^x$|twitter/.test(name) && !/^\d+$/.test(positional[0] ?? '') ? 1 : 0
    ] ??
    inner?.trim() ??
    ''
  const second = name.includes('gist') ? (positional[1] ?? by.gist) : (by.user ?? by.username ?? undefined)
  const first = name.includes('gist') ? (by.user ?? id) : id
  const address = embedAddress(name, first, second)
  const title = by.title ?? by.alt ?? by.caption ?? by.text ?? by.label
  if (!address) {
    texts.tell('to-do', `embeds “${name}” without an address`, texts.line, id)
    return title ?? ''
  }
  return embedOf(address, title)
}

export function embedOf(typed: string, title?: string | undefined): Made {
  const address = typed.trim().replace(/[\s"<>\\]/g, encodeURIComponent)
  const { url, label } = namedEmbed(address, title) ?? { url: address, label: title?.trim() || address }
  const link = `<a data-embed href="${escapeHtml(url)}">${escapeHtml(oneLine(label))}</a>`
  return { block: `<p>${link}</p>`, inline: link }
}

function media(call: Call): Made | undefined {
  const { named: by, positional } = call.args
  const address =
    by.src ??
    by.url ??
    by.href ??
    by.file ??
    by.link ??
    by.webm ??
    by.mp4 ??
    by.path ??
    positional.find((one) => /[./]/.test(one))
  if (!address) return undefined
  const title = by.title ?? by.caption ?? by.alt ?? by.label
  const [first, ...more] = [/^https?:|^\/\//.test(address) ? embedAddress('youtube', address) : address]
  if (!first || more.length) return undefined
  return embedOf(first, title)
}

function reference({ args, texts }: Call): string {
  const target = args.named.path ?? args.named.page ?? args.named.src ?? args.positional.join(' ')
  return pathOf(target, texts)
}

function pathOf(target: string, texts: Texts & { line: number }): string {
  if (/^(?:https?:)?\/\/|^#|^mailto:/.test(target)) return target
  const found = texts.refer(target)
  if (found !== undefined) return encodeURI(found)
  texts.tell('to-do', 'links whose text is not in the folder', texts.line, target)
  const bare = target.replace(/(?:\/?index)?\.(?:md|markdown|mdx)(?=$|#)/, '/').replace(/^(?!\/)/, '/')
  return encodeURI(bare)
}

function link({ name, args, inner, texts }: Call): Made | undefined {
  const { named: by, positional } = args
  const typed =
    by.href ??
    by.url ??
    by.link ??
    by.to ??
    by.file ??
    by.path ??
    by.ref ??
    by.relref ??
    by.page ??
    (name === 'postlink' ? positional[0] : undefined) ??
    positional.find((one) => /[/.#]/.test(one)) ??
    positional[0]
  const others = positional.filter((one) => one !== typed)
  const text =
    by.text ??
    by.label ??
    by.title ??
    by.name ??
    (inner?.trim() || undefined) ??
    (others.join(' ').trim() || undefined)
  if (!typed) return text ?? inner
  const isFile = /^(?:assetlink|assetstatic|file|download|attachment)$/.test(name)
  const href = /^(?:https?:)?\/\/|^[#/]|^mailto:/.test(typed) || isFile ? typed : pathOf(typed, texts)
  // Without a text it is an address within a link that is written around it.
  if (!text) return name === 'link' ? pathOf(typed, texts) : isFile ? `[${lastPart(typed)}](<${href}>)` : href
  const signs = name === 'postlink' ? /[[\]<]/g : /[[\]]/g
  return `[${oneLine(text).replace(signs, '\\$&')}](<${href.replace(/[<>\n]/g, '')}>)`
}

function lastPart(address: string): string {
  return address.split('/').pop() ?? address
}

function quotation({ args, inner }: Call): Made | undefined {
  const { named: by, positional } = args
  const text = inner?.trim() ? dedent(inner).trim() : (by.text ?? by.quote ?? by.content ?? by.body)
  if (!text) return undefined
  const cite = [
    by.author ?? by.by ?? by.footer ?? by.attribution ?? by.name,
    by.cite ?? by.source ?? by.role ?? by.title,
    positional.join(' '),
  ]
    .filter(Boolean)
    .join(', ')
  return {
    block: `<blockquote>\n\n${text}\n\n${cite ? `— ${oneLine(cite)}\n\n` : ''}</blockquote>`,
    inline: `“${oneLine(text)}”${cite ? ` — ${cite}` : ''}`,
  }
}

function details({ args, inner }: Call): Made | undefined {
  if (inner === undefined) return args.named.text ?? args.named.content ?? args.positional.join(' ')
  const { named: by, positional } = args
  const title =
    by.title ??
    by.summary ??
    by.header ??
    by.label ??
    by.question ??
    by.q ??
    (positional.join(' ') || 'Details')
  return detailsOf(title, inner)
}

export function detailsOf(title: string, inner: string): Made {
  return {
    block: `<details><summary data-markdown>${escapeHtml(oneLine(title))}</summary>\n\n${dedent(inner).trim()}\n\n</details>`,
  }
}

function callout({ name, args, inner }: Call): Made | undefined {
  const { named: by, positional } = args
  const typed = [by.type, by.variant, by.kind, by.level, by.style, by.class, ...positional].find(
    (one) => one && calloutKind(one),
  )
  const kind = (typed && calloutKind(typed)) || calloutKind(name) || 'note'
  const title =
    by.title ?? by.heading ?? positional.filter((one) => one !== typed && /\s|^\p{Lu}/u.test(one))[0]
  const text = inner ?? by.text ?? by.content ?? by.message ?? by.body ?? by.html
  if (!text?.trim()) return title ?? positional.find((one) => /\s/.test(one))
  return calloutOf(kind, title, text)
}

export function calloutOf(kind: string, title: string | undefined, inner: string): Made {
  const head = title?.trim() ? `**${oneLine(title).replace(/\*/g, '')}**\n\n` : ''
  return { block: `<blockquote data-callout="${kind}">\n\n${head}${dedent(inner).trim()}\n\n</blockquote>` }
}

function parameter({ name, args, texts }: Call): string {
  const wanted = args.named.name ?? args.named.key ?? args.positional[0] ?? ''
  if (name === 'tmp') return ''
  const value = texts.variable(wanted) ?? texts.variable(`site.${wanted}`) ?? texts.variable(`page.${wanted}`)
  if (value !== undefined) return value
  texts.tell('left-out', 'template values that only the old site knows', texts.line, wanted)
  return '\uE002'
}

function part({ args, inner }: Call): Made | undefined {
  const { named: by, positional } = args
  const title =
    by.title ?? by.name ?? by.tabname ?? by.header ?? by.label ?? positional.find((one) => /\p{L}/u.test(one))
  const text = inner ?? by.text ?? by.content ?? by.body ?? by.description
  if (!text?.trim() && !title) return undefined
  const head = title?.trim() ? `**${oneLine(title).replace(/\*/g, '')}**\n\n` : ''
  return { block: `${head}${text ? dedent(text).trim() : ''}` }
}

function kept({ args, inner, texts }: Call): Made | undefined {
  if (inner === undefined) {
    const shown = ['title', 'text', 'content', 'label'].map((name) => args.named[name]).filter(Boolean)
    return shown.join(' ') || args.positional.filter((one) => /\s/.test(one)).join(' ') || undefined
  }
  const title = args.named.title ?? args.named.heading ?? args.named.header
  void texts
  if (!inner.includes('\n') && !title) return inner
  return { block: `${title ? `**${oneLine(title)}**\n\n` : ''}${dedent(inner).trim()}` }
}

function remark({ args, inner }: Call): string {
  const text = inner ?? args.named.text ?? args.named.title ?? args.positional.join(' ')
  return ` (${oneLine(text)})`
}

const readable = [
  'title',
  'heading',
  'text',
  'content',
  'quote',
  'caption',
  'label',
  'description',
  'body',
  'name',
  'message',
  'subtitle',
  'summary',
  'author',
  'role',
  'attribution',
]

/** What it did nobody knows: its text stays, its pictures and links too, and the report names it. */
function unknownOne({ name, args, inner, texts }: Call): Made {
  const { named: by, positional } = args
  const shown = readable.flatMap((one) => (by[one]?.trim() ? [by[one]] : []))
  const picture = [by.src, by.image, by.img, by.photo, ...positional].find(
    (one) => one && /\.(?:png|jpe?g|gif|webp|svg|avif)$/i.test(one),
  )
  const spoken = positional.filter((one) => one !== picture && /\p{L}.*\s.*\p{L}/su.test(one))
  const href = [by.href, by.url, by.link, by.file].find((one) => one && one !== picture)
  const isKept = inner?.trim() || shown.length || spoken.length || picture || href
  texts.tell(
    isKept ? 'converted' : 'left-out',
    `unknown shortcodes and tags “${name}”${isKept ? ', whose text stays' : ''}`,
    texts.line,
  )
  const parts: string[] = []
  if (picture) {
    const made = figureOf({ src: picture, alt: by.alt ?? '', caption: by.caption ?? '' })
    parts.push(typeof made === 'string' ? made : made.block)
  }
  const lines = [...shown.filter((one) => !picture || one !== by.caption), ...spoken]
  if (href) parts.push(`[${oneLine(lines.shift() ?? href).replace(/[[\]]/g, '\\$&')}](<${href}>)`)
  parts.push(...lines)
  if (inner?.trim()) parts.push(inner.includes('\n') ? dedent(inner).trim() : inner.trim())
  if (!parts.length) return ''
  const [only = '', ...more] = parts
  if (!more.length && !picture && !only.includes('\n')) return only
  return { block: parts.join('\n\n') }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
