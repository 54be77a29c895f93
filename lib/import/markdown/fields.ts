import { languageTag } from '../language.ts'
import type { OldDate } from '../model.ts'
import { readDate } from './dates.ts'
import type { Data, Value } from './front-matter.ts'
import type { Tool } from './tool.ts'

export type Fields = {
  title?: string | undefined
  description?: string | undefined
  date?: OldDate | undefined
  /** One that could not be read, as it was typed. */
  badDate?: string | undefined
  updated?: OldDate | undefined
  expires?: OldDate | undefined
  draft?: string | undefined
  authors: Person[]
  topics: string[]
  image?: { address: string; alt?: string | undefined } | undefined
  slug?: string | undefined
  /** Where it stood, as typed: `permalink`, `url`, `path`. */
  address?: string | undefined
  oldPaths: string[]
  canonical?: string | undefined
  lang?: string | undefined
  translationKey?: string | undefined
  series?: string | undefined
  featured?: boolean | undefined
  repliesClosed?: boolean | undefined
  isPage?: boolean | undefined
  isList?: boolean | undefined
  /** What an article without a text leads to. */
  link?: string | undefined
  /** Names of fields that have no place here. */
  dropped: string[]
}

export type Person = {
  name: string
  link?: string | undefined
  bio?: string | undefined
  role?: string | undefined
  picture?: string | undefined
}

const list = (names: string) => names.split(' ')

const names = {
  title: list('title headline name'),
  description: list(
    'description summary excerpt teaser deck dek lead lede abstract metadescription seodescription ogdescription intro introduction preview blurb standfirst subtitle subheadline tagline',
  ),
  date: list(
    'date pubdate publishdate publishedat publisheddate datepublished publicationdate publishedon createdat created datecreated createdate postdate published writtenon',
  ),
  updated: list(
    'updated lastmod lastmodifiedat lastmodified modified updateddate updatedat updatedon datemodified modifieddate moddate lastupdated revised lastupdatedon lastupdate dateupdated',
  ),
  expires: list('expirydate unpublishdate expires expireson'),
  authors: list('author authors by byline creator creators writer writers contributors postauthor'),
  topics: list('topics topic tags tag categories category keywords subjects themes'),
  image: list(
    'image cover coverimage featureimage featuredimage featuredimg banner bannerimg bannerimage heroimage hero headerimage headerimg thumbnail thumb thumbnailimage socialimage shareimage ogimage opengraphimage leadimage primaryimage mainimage img photo picture images teaserimage headerteaser cardimage previewimage indeximg topimg',
  ),
  imageAlt: list(
    'imagealt coveralt coverimagealt featureimagealt featuredimagealt banneralt heroalt heroimagealt thumbnailalt alt imagealttext opengraphimagealt imagedescription imgalt',
  ),
  slug: list('slug'),
  address: list('permalink url path'),
  oldPaths: list('aliases alias redirectfrom redirects oldslug oldurl oldslugs oldpath oldpermalink'),
  canonical: list('canonical canonicalurl canonicallink relcanonical'),
  lang: list('lang language locale languagecode'),
  translationKey: list('translationkey translationid langref pageid'),
  series: list('series'),
  link: list('sourceurl externalurl link linkurl externallink redirecturl originalurl'),
} as const

/** Texts of a page that hold nothing for readers here; they fall away with a line in the report all the same. */
const flags = new Set(
  list(
    'draft published publish status private hidden visibility featured pinned sticky comments comment type password time unlisted',
  ),
)

const groups = new Set(list('extra params taxonomies seo header page fm'))

/** One place for each field, however its name is written: `featureImage`, `feature_image`, `[extra] feature-image`. */
export function readFields(data: Data, tool: Tool): Fields {
  const all = flat(data)
  const used = new Set<string>()
  const get = (wanted: readonly string[]) => {
    for (const name of wanted) {
      const value = all.get(name)
      if (value !== undefined && !isEmpty(value)) {
        used.add(name)
        return value
      }
    }
    return undefined
  }
  const flag = (name: string) => oneText(all.get(name))?.toLowerCase() ?? ''

  const title = plain(oneText(get(names.title)))
  const dates = names.date.flatMap((name) => {
    const typed = oneText(all.get(name))
    return typed && !/^(?:true|false|yes|no)$/i.test(typed) ? [{ name, typed }] : []
  })
  for (const { name } of dates) used.add(name)
  const withTime = dates.map(({ typed }) =>
    /^\d{4}-\d\d?-\d\d?$/.test(typed) && /^\d\d?:\d\d/.test(flag('time'))
      ? `${typed} ${flag('time')}`
      : typed,
  )
  const date = withTime.map((typed) => readDate(typed)).find(Boolean)

  const image = readImage(get(names.image))
  const alt = oneText(get(names.imageAlt))
  const description = names.description.flatMap((name) => {
    const text = plain(oneText(all.get(name)))
    return text ? [{ name, text }] : []
  })[0]
  if (description) used.add(description.name)
  const addressed = oneText(get(names.address))
  const series = get(names.series)
  const link = oneText(get(names.link))
  const closed = flag('comments') || flag('comment')

  const isKnown = new Set<string>(Object.values(names).flat())
  const dropped = [...all.keys()].filter(
    (name) =>
      !used.has(name) &&
      !isEmpty(all.get(name) ?? '') &&
      !flags.has(name) &&
      (!isKnown.has(name) || name.startsWith('sub')),
  )
  const typedNames = new Map(namesAsTyped(data))
  return {
    title,
    description: description?.text,
    date,
    badDate: date ? undefined : withTime[0],
    updated: names.updated.map((name) => readDate(oneText(all.get(name)) ?? '')).find(Boolean),
    expires: names.expires.map((name) => readDate(oneText(all.get(name)) ?? '')).find(Boolean),
    draft: draftReason(flag),
    authors: names.authors.flatMap((name) => readPeople(all.get(name))).filter(unlike),
    topics: readTopics(all, tool),
    image: image && { address: image.address, alt: image.alt ?? alt },
    slug: oneText(get(names.slug)),
    address: addressed && !/\{\{|\{%|^(?:true|false)$/.test(addressed) ? addressed : undefined,
    oldPaths: names.oldPaths.flatMap((name) => texts(all.get(name))),
    canonical: address(oneText(get(names.canonical))),
    lang: languageTag(oneText(get(names.lang))),
    translationKey: oneText(get(names.translationKey)),
    series: plain(oneText(Array.isArray(series) ? series[0] : series)),
    featured:
      ['featured', 'pinned', 'sticky'].some(
        (name) => yes.test(flag(name)) || /^[1-9]\d*$/.test(flag(name)),
      ) || undefined,
    repliesClosed: no.test(closed) || closed === 'closed' || undefined,
    isPage: flag('type') === 'page' || undefined,
    isList:
      /^(?:collection|home|index|archive|archives|search|list|tags?|categor(?:y|ies)|redirect)$/.test(
        flag('layout'),
      ) ||
      all.has('pagination') ||
      undefined,
    link: address(link),
    dropped: dropped.map((name) => typedNames.get(name) ?? name),
  }
}

/** YAML 1.1 has all of them, in any case. */
const yes = /^(?:true|yes|y|on|1)$/
const no = /^(?:false|no|n|off|0)$/

/** `true` where the old site did not show it. */
function draftReason(flag: (name: string) => string): string | undefined {
  const isSet = (name: string) => yes.test(flag(name))
  if (isSet('draft')) return 'a draft'
  if (no.test(flag('published')) || no.test(flag('publish'))) return 'not published'
  if (/^(?:draft|pending|private|unpublished|in review|archived)$/.test(flag('status')))
    return `status “${flag('status')}”`
  if (
    isSet('private') ||
    /^(?:private|hidden|members|paid|unlisted|unpublished|followers)$/.test(flag('visibility'))
  )
    return 'private'
  if (isSet('unlisted')) return 'unlisted'
  if (isSet('hidden')) return 'hidden'
  if (flag('password')) return 'behind a password'
  return undefined
}

function flat(data: Data): Map<string, Value> {
  const all = new Map<string, Value>()
  const put = (name: string, value: Value) => {
    const key = folded(name)
    if (!all.has(key) || isEmpty(all.get(key) ?? '')) all.set(key, value)
  }
  for (const [name, value] of Object.entries(data)) {
    if (groups.has(folded(name)) && isGroup(value)) continue
    put(name, value)
  }
  for (const [name, value] of Object.entries(data)) {
    if (!isGroup(value)) continue
    if (groups.has(folded(name)))
      for (const [inner, one] of Object.entries(value)) {
        put(inner, one)
        if (folded(name) === 'seo' || folded(name) === 'header') put(`${name}${inner}`, one)
      }
  }
  return all
}

function namesAsTyped(data: Data): [string, string][] {
  return Object.entries(data).flatMap(([name, value]): [string, string][] =>
    groups.has(folded(name)) && isGroup(value)
      ? Object.keys(value).map((inner): [string, string] => [folded(inner), `${name}.${inner}`])
      : [[folded(name), name]],
  )
}

function folded(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

function isGroup(value: Value | undefined): value is Data {
  return typeof value === 'object' && !Array.isArray(value)
}

function isEmpty(value: Value): boolean {
  if (typeof value === 'string') return value.trim() === ''
  return (Array.isArray(value) ? value : Object.keys(value)).length === 0
}

export function oneText(value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value.trim() || undefined
  if (Array.isArray(value)) return value.length ? oneText(value[0]) : undefined
  return undefined
}

function texts(value: Value | undefined): string[] {
  if (value === undefined) return []
  if (typeof value === 'string') return value.trim() ? [value.trim()] : []
  if (Array.isArray(value)) return value.flatMap(texts)
  const named = value.name ?? value.title ?? value.label ?? value.slug
  return named === undefined ? [] : texts(named)
}

/** Of a field that is no place for Markdown, HTML or templates. */
function plain(text: string | undefined): string | undefined {
  if (!text) return undefined
  const bare = text
    .replace(/\{\{[^}]*\}\}|\{%[^%]*%\}/g, '')
    .replace(tag, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\p{L}\p{N}*])/gu, '$1')
    .replace(/`([^`]+)`/g, '$1')
    .replace(
      /&(amp|lt|gt|quot|#39|nbsp|rsquo|lsquo|ldquo|rdquo|mdash|ndash|hellip);/g,
      (all, name) => entities[name] ?? all,
    )
    .replace(/\s+/g, ' ')
    .trim()
  return bare || undefined
}

/** `Array<string>` is no tag, and `a<b and c>d` holds none. */
const tag =
  /<\/?(?:a|abbr|b|bdi|big|blockquote|br|center|cite|code|d[dlt]|del|div|em|figure|font|h[1-6r]|i|iframe|img|ins|kbd|li|mark|nobr|ol|p|pre|q|s|samp|script|small|span|strike|strong|style|sub|sup|svg|table|t[dhrt]|tbody|time|u|ul|var|video|wbr)(?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))*\s*\/?>/gi

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': '’',
  nbsp: ' ',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  mdash: '—',
  ndash: '–',
  hellip: '…',
}

function address(text: string | undefined): string | undefined {
  return text && /^https?:\/\/[^\s]+$/i.test(text) && URL.canParse(text) ? text : undefined
}

function readImage(value: Value | undefined): { address: string; alt?: string | undefined } | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'string') {
    const written = /!\[([^\]]*)\]\(([^)\s]+)/.exec(value)
    if (written?.[2]) return { address: written[2], alt: written[1] }
    const typed = value.trim()
    return /^(?:true|false)$/i.test(typed) || /\{\{|\s{2}|\n/.test(typed) ? undefined : { address: typed }
  }
  if (Array.isArray(value)) return value.map(readImage).find(Boolean)
  const names = [
    'src',
    'url',
    'path',
    'image',
    'file',
    'filename',
    'relative',
    'feature',
    'imgname',
    'teaser',
    'overlay_image',
    'thumbnail',
    'thumb',
    'default',
    'og_image',
    'large',
  ]
  const found = names.map((name) => oneText(value[name])).find(Boolean)
  const alt = ['alt', 'image_alt', 'altText', 'imageAlt'].map((name) => oneText(value[name])).find(Boolean)
  return found ? { address: found, alt } : undefined
}

function readPeople(value: Value | undefined): Person[] {
  if (value === undefined) return []
  if (typeof value === 'string') return peopleIn(value)
  if (Array.isArray(value))
    return value.flatMap((one) => (typeof one === 'string' ? cleaned(one) : readPeople(one)))
  const get = (...wanted: string[]) => wanted.map((name) => oneText(value[name])).find(Boolean)
  const first = get('first_name', 'given', 'firstname')
  const last = get('last_name', 'family', 'lastname')
  const nested = value.name
  const given = isGroup(nested)
    ? [oneText(nested.given), oneText(nested.family)].filter(Boolean).join(' ')
    : undefined
  const name =
    get('name', 'full_name', 'fullName', 'display_name', 'displayName', 'title') ??
    given ??
    [first, last].filter(Boolean).join(' ')
  if (!name) return []
  return [
    {
      name: name.replace(/\s*<[^>]*>$/, ''),
      link: address(get('url', 'link', 'website', 'homepage', 'site')),
      bio: plain(get('bio', 'about', 'description')),
      role: plain(get('role', 'job', 'position', 'jobTitle', 'occupation', 'agency_full_name')),
      picture: get('avatar', 'image', 'picture', 'photo', 'img', 'profileImage'),
    },
  ]
}

/** Several in one text only where each looks like a person’s name. */
function peopleIn(text: string): Person[] {
  const parts = text
    .split(/\s*(?:,|;|、|&|\band\b|\bund\b|\bet\b|\by\b)\s+|、/)
    .map((part) => part.trim())
    .filter(Boolean)
  const isName = (part: string) =>
    /^\p{Lu}[\p{L}.'’-]*(?: (?:(?:van|von|de|der|da|di|la|le|bin|al)\s)*\p{Lu}[\p{L}.'’-]*){1,3}$/u.test(part)
  return parts.length > 1 && parts.every(isName) ? parts.flatMap(cleaned) : cleaned(text)
}

function cleaned(text: string): Person[] {
  const link = /\]\((https?:[^)\s]+)\)/.exec(text)?.[1]
  const name = plain(text.replace(/\s*<[^>@]*@[^>]*>/g, '').replace(/^@/, ''))
  return name ? [{ name, link }] : []
}

function unlike(one: Person, index: number, all: Person[]): boolean {
  return all.findIndex(({ name }) => name === one.name) === index
}

const noTopics = new Set(list('blog post posts all article articles uncategorized none page'))

function readTopics(all: Map<string, Value>, tool: Tool): string[] {
  const found = names.topics
    .filter(
      (name, index) =>
        name !== 'keywords' || !names.topics.slice(0, index).some((one) => texts(all.get(one)).length),
    )
    .flatMap((name) => {
      const value = all.get(name)
      if (typeof value !== 'string') return texts(value)
      if (/[,;，、]/.test(value)) return value.split(/\s*[,;，、]\s*/)
      // In Jekyll a text of tags is a list with spaces.
      return tool === 'jekyll' && (name === 'tags' || name === 'categories') ? value.split(/\s+/) : [value]
    })
    .map((label) => plain(label.replace(/^#/, '')) ?? '')
    .filter(
      (label) =>
        /[\p{L}\p{N}]/u.test(label) && !noTopics.has(label.toLowerCase()) && !/^(?:true|false)$/.test(label),
    )
  const keys = new Set<string>()
  return found.filter((label) => {
    const key = label.toLowerCase().replace(/[\s_-]+/g, ' ')
    return !keys.has(key) && keys.add(key)
  })
}

/** Of a data file; a bare text is the name. */
export function readPerson(value: unknown): Person | undefined {
  const asText = (one: unknown): Value =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).map(([name, inner]) => [name, asText(inner)]))
      : String(one ?? '')
  return readPeople(typeof value === 'string' ? [value] : asText(value))[0]
}
