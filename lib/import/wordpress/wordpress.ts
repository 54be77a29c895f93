import { decoded, encodedPath } from '#lib/content/path.ts'
import { slugify } from '#lib/content/slug.ts'
import { languageTag } from '../language.ts'
import type { AuthorItem, FileItem, Item, Source } from '../model.ts'
import { plainLine } from '../plain-text.ts'
import type { Report } from '../report.ts'
import { field, fieldAsTyped, instant, metaOf } from './fields.ts'
import { createOldSite, type OldSite } from './old-site.ts'
import { textOf } from './post.ts'
import { type Node, readXml } from './read-xml.ts'
import { guessZone, type Sample } from './zone.ts'

/** Files that the old program wrote when it was asked for its whole content; of several the parts of one site. */
export function wordpress(files: readonly string[]): Source {
  const site = createOldSite()
  return {
    name: 'wordpress',
    async *items(report) {
      const channel: Record<string, string> = {}
      const samples: Sample[] = []
      for (const file of files) yield* itemsIn(file, { site, channel, samples, report })
      yield* lists(site)
      const lang = languageTag(channel.language)
      yield {
        kind: 'site',
        addresses: site.addresses,
        title: plainLine(channel.title ?? '') || undefined,
        tagline: plainLine(channel.description ?? '') || undefined,
        lang,
        timeZone: guessZone(samples, lang),
      }
    },
  }
}

type Reading = { site: OldSite; channel: Record<string, string>; samples: Sample[]; report: Report }

async function* itemsIn(file: string, reading: Reading): AsyncGenerator<Item> {
  const { site, channel, samples, report } = reading
  const nodes = readXml(file, ({ line, column, message, isLost }) =>
    isLost
      ? report.add('unreadable', `XML: ${message}`, { file, line, column })
      : report.add('converted', 'XML that was not well-formed', { file, line, column }, message),
  )
  let isExport = false
  for await (const node of nodes) {
    if (node.name === 'wp:base_blog_url' || node.name === 'wp:base_site_url' || node.name === 'link')
      site.name(node.text)
    if (['title', 'description', 'language'].includes(node.name)) channel[node.name] ??= node.text.trim()
    isExport ||= node.name.startsWith('wp:') || node.name === 'item'
    if (node.name === 'wp:author') yield authorOf(node, site)
    if (node.name === 'wp:category')
      site.numbers.set(`category/${field(node, 'wp:category_nicename')}`, field(node, 'wp:term_id'))
    if (node.name === 'wp:category')
      site.parents.set(field(node, 'wp:category_nicename'), field(node, 'wp:category_parent'))
    if (node.name !== 'item') continue
    const [local, at] = [instant(field(node, 'wp:post_date')), instant(field(node, 'wp:post_date_gmt'))]
    if (local !== undefined && at !== undefined && samples.length < 20_000) samples.push({ at, local })
    const item = itemOf(node, site, report)
    if (item?.kind === 'article' && !item.draft) site.listed(item.key, field(node, 'wp:post_date'))
    if (item) yield item
  }
  if (!isExport) report.add('unreadable', 'files that are no export of WordPress (WXR)', { file })
}

function authorOf(node: Node, { base }: OldSite): AuthorItem {
  const login = field(node, 'wp:author_login')
  const whole = `${field(node, 'wp:author_first_name')} ${field(node, 'wp:author_last_name')}`
  const shown = plainLine(field(node, 'wp:author_display_name')) || plainLine(whole) || login
  // Who signs in by an address is shown by it where nobody gave a name.
  const name = shown.replace(/^([^\s@]+)@\S+\.\S+$/, '$1')
  const id = field(node, 'wp:author_id')
  const paths = [...new Set([login, slugify(login)])].filter(Boolean).map((one) => `${base}/author/${one}/`)
  return {
    ...{ kind: 'author', key: login, place: node.place, name, slug: decoded(login) },
    oldPaths: [...paths, ...(id ? [`${base}/?author=${id}`] : [])],
  }
}

function itemOf(node: Node, site: OldSite, report: Report): Item | undefined {
  const { place } = node
  if (node.isCut && !field(node, 'wp:post_type')) {
    report.add(
      'left-out',
      'items cut off before the file says of which kind they are: written nowhere',
      place,
    )
    return undefined
  }
  const type = field(node, 'wp:post_type') || 'post'
  if (type === 'attachment') return fileOf(node, site)
  if (type === 'post' || type === 'page')
    return textOf(node, type === 'post' ? 'article' : 'page', site, report)
  if (type === 'feedback' || type === 'flamingo_inbound' || type === 'nf_sub') {
    // With names, addresses and words of people who wrote to the organisation alone.
    report.add('left-out', 'what visitors sent by forms: written nowhere', place)
    return undefined
  }
  if (type === 'wp_block') {
    // The old site showed no other.
    if (field(node, 'wp:status') !== 'publish' || field(node, 'wp:post_password')) {
      report.add('left-out', 'reusable blocks that were not public', place)
      return undefined
    }
    site.reusable.set(field(node, 'wp:post_id'), fieldAsTyped(node, 'content:encoded'))
    return undefined
  }
  report.add('left-out', `items of the kind ${type}`, place)
  return undefined
}

function fileOf(node: Node, site: OldSite): FileItem | undefined {
  const id = field(node, 'wp:post_id')
  const address = field(node, 'wp:attachment_url') || field(node, 'guid')
  if (!address) return undefined
  const alt = metaOf(node)
    .find(([key]) => key === '_wp_attachment_image_alt')?.[1]
    .trim()
  const title = titleInWords(plainLine(field(node, 'title')), address)
  const caption = field(node, 'excerpt:encoded')
  const parent = field(node, 'wp:post_parent')
  site.attach({
    id,
    address,
    alt: alt || undefined,
    title,
    caption: caption || undefined,
    parent: parent && parent !== '0' ? parent : undefined,
  })
  const link = site.pathOf(field(node, 'link'))
  return {
    kind: 'file',
    address,
    alt: alt || title,
    oldPaths: link ? [link] : [],
  }
}

/** The name of the file describes nothing. */
function titleInWords(title: string, address: string): string | undefined {
  const plain = (text: string) =>
    decoded(text)
      .toLowerCase()
      .replace(/\.\w{2,5}$/, '')
      .replace(/[^\p{L}\p{N}]+/gu, '')
  const stem = address.replace(/^.*\//, '')
  const isWords =
    /\p{L}{2}.*\s.*\p{L}{2}/u.test(title) && !/^(?:img|dsc|screenshot|bildschirmfoto|capture)\b/i.test(title)
  return isWords && plain(title) !== plain(stem) ? title : undefined
}

function* lists(site: OldSite): Generator<Item> {
  const redirect = (from: string, to: string): Item => ({ kind: 'redirect', from: `${site.base}${from}`, to })
  for (const [key, slug] of site.topics) {
    const [kind = '', nicename = ''] = key.split('/')
    const to = encodedPath(`/topics/${slug}`)
    const above = kind === 'category' ? parentsOf(nicename, site) : []
    const paths = new Set([[nicename], [...above, nicename]].map((parts) => parts.map(decoded).join('/')))
    for (const path of paths) {
      yield redirect(`/${kind}/${path}/`, to)
      yield redirect(`/${kind}/${path}/feed/`, `${to}/feed.xml`)
    }
    const number = site.numbers.get(key)
    if (number) yield redirect(`/?cat=${number}`, to)
    if (kind === 'tag') yield redirect(`/?tag=${nicename}`, to)
  }
  for (const from of ['/feed/', '/feed/rss2/', '/rss/', '/?feed=rss2']) yield redirect(from, '/feed.xml')
  yield redirect('/feed/atom/', '/atom.xml')
  for (const [year, months] of site.months) {
    yield redirect(`/${year}/`, `/archive/${year}`)
    for (const month of months) yield redirect(`/${year}/${month}/`, `/archive/${year}`)
  }
  // It stands for all that follow.
  if (site.posts) yield redirect('/page/2/', '/articles')
}

function parentsOf(nicename: string, { parents }: OldSite): string[] {
  const above: string[] = []
  for (let one = parents.get(nicename); one && !above.includes(one); one = parents.get(one))
    above.unshift(one)
  return above
}
