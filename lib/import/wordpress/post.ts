import { decoded } from '#lib/content/path.ts'
import { escapeHtml } from '#lib/escape.ts'
import { languageTag } from '../language.ts'
import type { Tell } from '../local.ts'
import type { Body, Picture, TextItem } from '../model.ts'
import { plainLine } from '../plain-text.ts'
import type { Report } from '../report.ts'
import { hasBlocks, withoutBlocks } from './blocks.ts'
import { repliesOf } from './comments.ts'
import { all, dateOf, field, fieldAsTyped, metaOf } from './fields.ts'
import type { OldSite } from './old-site.ts'
import type { Node } from './read-xml.ts'
import { withoutShortcodes } from './shortcodes.ts'
import { withoutTypedTags } from './tags.ts'
import { topicsOf } from './topics.ts'

const draftFor: Record<string, string> = {
  draft: 'drafts',
  pending: 'texts that waited for review, now drafts',
  private: 'private texts, now drafts',
}

/** @returns undefined for what was thrown away or never written */
export function textOf(
  item: Node,
  kind: TextItem['kind'],
  site: OldSite,
  report: Report,
): TextItem | undefined {
  const { place } = item
  const status = field(item, 'wp:status')
  if (status === 'trash' || status === 'auto-draft') {
    report.add('left-out', status === 'trash' ? 'texts in the bin' : 'texts begun and never saved', place)
    return undefined
  }
  const id = field(item, 'wp:post_id')
  const title = plainLine(field(item, 'title'))
  const meta = metaOf(item)
  const value = (key: string) => meta.find(([name]) => name === key)?.[1].trim() || undefined
  const why = draftReason(item, status)
  if (why) report.add('converted', why, place, title)
  tellMeta(meta, item, report)
  const link = field(item, 'link')
  const date = dateOf(item, 'wp:post_date') ?? published(item)
  const modified = dateOf(item, 'wp:post_modified')
  const canonical = value('_yoast_wpseo_canonical') ?? value('rank_math_canonical_url')
  const text: TextItem = {
    kind,
    key: site.key(id || link || `${place.file}:${place.line}`),
    place,
    title,
    slug: decoded(field(item, 'wp:post_name')) || undefined,
    date,
    updated: modified,
    draft: why,
    description: descriptionOf(item, value),
    authors: authorsOf(item),
    topics: kind === 'article' ? topicsOf(item, site, report) : [],
    image: pictureOf(value('_thumbnail_id'), site),
    body: (tell) => bodyOf(item, id, site, tell),
    oldPaths: pathsOf(item, id, kind, meta, site),
    ...translationOf(item, value),
    canonical: canonical && !site.isOwn(canonical) && /^https?:\/\//.test(canonical) ? canonical : undefined,
    featured: field(item, 'wp:is_sticky') === '1' && !why ? true : undefined,
    repliesClosed: field(item, 'wp:comment_status') === 'closed' ? true : undefined,
    replies: repliesOf(item, (one) => site.key(`comment-${one}`), report),
  }
  return text
}

/** As Polylang's terms have it, or WPML's fields. */
function translationOf(
  item: Node,
  value: (key: string) => string | undefined,
): Pick<TextItem, 'lang' | 'translationKey'> {
  const term = (name: string) =>
    all(item, 'category').find(({ attributes }) => attributes.domain === name)?.attributes.nicename
  return {
    lang: languageTag(term('language') ?? value('_wpml_import_language_code')),
    translationKey: term('post_translations') ?? value('_wpml_import_translation_group'),
  }
}

function draftReason(item: Node, status: string): string | undefined {
  if (isInPartForMembers(item)) return 'texts that hold parts for members alone, now drafts'
  if (item.isCut) return 'texts cut off before their end, now drafts'
  if (field(item, 'wp:post_password')) return 'texts behind a password, now drafts'
  if (status === 'publish' || status === 'future' || status === 'inherit') return undefined
  return draftFor[status] ?? 'texts of an unknown state, now drafts'
}

/** Of the plugins that people use for it: what they hide would be read by everyone here. */
const hidingShortcode =
  /\[(members?(?:_?only|ship|_area|_content)?|private|protected|restrict(?:ed|_content)?|rcp_\w+|mepr[-_]\w+|pmpro_\w+|wcm_\w+|wlm_\w+|um_loggedin|groups_(?:member|can)|s2if|is_?paid\w*|ihc-hide-content|swpm_protected|passster|content_protector|content_control|user_?access|loggedin|is_logged_in|visitor_access|access|paid|premium(?:_content)?|subscribers?(?:_?only)?)(?=[\s\]])/gi

const hidingBlock =
  /<!--\s+wp:(?:jetpack\/(?:premium-content|paywall|paid)|(?:pmpro|memberpress|mepr|rcp|restrict-content(?:-pro)?|members|wc-memberships|woocommerce-memberships|content-control|paid-memberships-pro)\/)/i

const ofMembers =
  /^(?:_members_access_role|rcp_(?:user_level|subscription_level|access_level)|_?wc_memberships_force_private|_um_access\w*|_jetpack_newsletter_access)$/

function isInPartForMembers(item: Node): boolean {
  const text = field(item, 'content:encoded')
  const names = new Set([...text.matchAll(hidingShortcode)].map(([, name = '']) => name))
  return (
    hidingBlock.test(text) ||
    // Without an end it is a word in brackets.
    [...names].some((name) => text.includes(`[/${name}]`)) ||
    metaOf(item).some(
      ([key, value]) => ofMembers.test(key) && !/^(?:|0|all|everybody|none)$/i.test(value.trim()),
    )
  )
}

function published(item: Node) {
  const at = Date.parse(field(item, 'pubDate'))
  return Number.isNaN(at) || at < 0 ? undefined : { at }
}

function descriptionOf(item: Node, value: (key: string) => string | undefined): string | undefined {
  const excerpt = plainLine(field(item, 'excerpt:encoded').replace(/<!--[\s\S]*?-->/g, ''))
  if (excerpt) return excerpt
  const told =
    value('_yoast_wpseo_metadesc') ?? value('rank_math_description') ?? value('_aioseo_description')
  return told && !/%%|\{\{|#\w+_/.test(told) ? plainLine(told) : undefined
}

function authorsOf(item: Node): string[] {
  const several = all(item, 'category')
    .filter(({ attributes }) => attributes.domain === 'author')
    .map(({ attributes, text }) => attributes.nicename?.replace(/^cap-/, '') || text.trim())
  const login = field(item, 'dc:creator')
  return several.length ? several : login ? [login] : []
}

function pictureOf(id: string | undefined, site: OldSite): Picture | undefined {
  const found = id === undefined ? undefined : site.attachments.get(id)
  if (!found) return undefined
  const { address, alt, caption, title } = found
  return { address, alt: plainLine(alt ?? caption ?? '') || title }
}

function pathsOf(
  item: Node,
  id: string,
  kind: TextItem['kind'],
  meta: [string, string][],
  site: OldSite,
): string[] {
  const link = site.pathOf(field(item, 'link'))
  const guid = site.pathOf(field(item, 'guid'))
  const renamed = meta.flatMap(([key, slug]) => {
    if (key !== '_wp_old_slug' || !slug.trim() || !link || link.includes('?')) return []
    return [link.replace(/[^/]+(\/?)$/, `${decoded(slug.trim())}$1`)]
  })
  const byNumber = id
    ? [`${site.base}/?p=${id}`, ...(kind === 'page' ? [`${site.base}/?page_id=${id}`] : [])]
    : []
  const paths = [link, ...renamed, ...(guid?.includes('?') ? [guid] : []), ...byNumber]
  return [...new Set(paths.filter((path) => path !== undefined))]
}

/** Seen by nobody, or told elsewhere. */
const silent =
  /^_(?:edit_|wp_page_template|wp_old_slug|wp_old_date|thumbnail_id|pingme|encloseme|oembed_|publicize|jetpack|wp_attach|wp_trash|yoast_wpseo_(?:metadesc|focuskw|linkdex|content_score|primary|estimated|wordproof|canonical|title|meta-robots|redirect|opengraph|twitter))|^dsq_|^rank_math|^_elementor|^_menu_item|^footnotes$|^enclosure$|^_/

function tellMeta(meta: [string, string][], { place }: Node, report: Report): void {
  for (const [key, value] of meta) {
    if (key === '_yoast_wpseo_redirect' && value.trim())
      report.add(
        'to-do',
        'redirects of single texts (Yoast): write redirectFrom where they led',
        place,
        value.trim(),
      )
    if (key === '_yoast_wpseo_meta-robots-noindex' && value.trim() === '1')
      report.add('left-out', 'marks that kept search engines away (noindex)', place)
    if (key === '_yoast_wpseo_title' && value.trim() && !value.includes('%%'))
      report.add('left-out', 'other titles for search engines (Yoast)', place)
    if (key === 'dsq_thread_id') report.add('left-out', 'threads kept at Disqus', place)
    if (key && !silent.test(key)) report.add('left-out', `custom fields ${key}`, place)
  }
}

function bodyOf(item: Node, id: string, site: OldSite, tell: Tell): Body {
  const meta = metaOf(item)
  const titles = titlesIn(meta)
  const titleOf = (address: string) => titles.get(videoId(address))
  const typed = fieldAsTyped(item, 'content:encoded').replace(/\r\n?/g, '\n')
  const known = {
    attachment: (one: string) => site.attachments.get(one),
    ownPictures: () => site.picturesOf(id),
    titleOf,
    tell,
  }
  const isOfBlocks = hasBlocks(typed)
  const plain = withoutTypedTags(typed, (name) =>
    tell('converted', 'words that only looked like tags', `<${name}>`),
  )
  const bare = isOfBlocks
    ? withoutBlocks(plain, { reusable: (one) => site.reusable.get(one), titleOf, tell })
    : plain
  if (/<!--\s*nextpage\s*-->/.test(bare)) tell('converted', 'texts of several pages, now one')
  const html = withoutShortcodes(bare, known)
  const notes = notesIn(meta.find(([key]) => key === 'footnotes')?.[1])
  return {
    html: html + enclosures(meta, html),
    isLines: !isOfBlocks,
    isLiteral: true,
    ...(notes.length && { notes }),
  }
}

/** Of a podcast: the file stands beside the text. */
function enclosures(meta: [string, string][], html: string): string {
  const files = meta
    .filter(([key]) => key === 'enclosure')
    .map(([, value]) => value.trim().split(/\s/)[0] ?? '')
  return [...new Set(files)]
    .filter((file) => /^https?:\/\//.test(file) && !html.includes(file))
    .map((file) => `\n\n<audio src="${escapeHtml(file)}"></audio>\n\n`)
    .join('')
}

function notesIn(json: string | undefined): { key: string; html: string }[] {
  try {
    const notes: unknown = JSON.parse(json ?? '[]')
    if (!Array.isArray(notes)) return []
    return notes.flatMap((note: { id?: unknown; content?: unknown }) =>
      typeof note?.id === 'string' && typeof note.content === 'string'
        ? [{ key: note.id, html: note.content }]
        : [],
    )
  } catch {
    return []
  }
}

function titlesIn(meta: [string, string][]): Map<string, string> {
  return new Map(
    meta.flatMap(([key, html]): [string, string][] => {
      if (!key.startsWith('_oembed_') || key.startsWith('_oembed_time')) return []
      const src = /\bsrc="([^"]+)"/.exec(html)?.[1] ?? /\bhref="([^"]+)"/.exec(html)?.[1]
      const title = /\btitle="([^"]+)"/.exec(html)?.[1]
      return src && title ? [[videoId(src), plainLine(title)]] : []
    }),
  )
}

function videoId(address: string): string {
  return /(?:embed\/|v=|youtu\.be\/|video\/|vimeo\.com\/)([\w-]+)/.exec(address)?.[1] ?? address
}
