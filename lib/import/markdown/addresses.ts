import { slugify } from '#lib/content/slug.ts'
import type { OldDate } from '../model.ts'
import type { Fields } from './fields.ts'
import { asSettings, type OldSite } from './old-site.ts'

export type Named = {
  /** From the content folder, `/` between the parts. */
  path: string
  lang: string | undefined
  /** Without folders, date, language and ending. */
  stem: string
  /** A folder of its own with its pictures. */
  isBundle: boolean
  folders: string[]
  dated: string | undefined
  isDraft: boolean
}

const langEnd = /^(.*)[._-]([a-z]{2}(?:-[a-z]{2,4})?)$/i

/** @param langs of the site; else any two letters behind a full stop are one */
export function nameOf(path: string, langs: ReadonlySet<string>): Named {
  const parts = path.split('/')
  const file = parts.pop() ?? ''
  let stem = file.replace(/\.\w+$/, '')
  let lang: string | undefined
  const [, before, end] = /^(.+)\.([a-z]{2,3}(?:-[a-z]{2,4})?)$/i.exec(stem) ?? []
  if (before && end && (langs.has(end.toLowerCase()) || (!langs.size && isLanguage(end)))) {
    stem = before
    lang = end
  }
  let isBundle = false
  const isDraft = parts.includes('_drafts')
  if (/^_?index$/i.test(stem) && parts.length) {
    isBundle = true
    stem = parts.pop() ?? stem
    const named = langEnd.exec(stem)
    if (named?.[1] && named[2] && langs.has(named[2].toLowerCase()) && stem.includes('.'))
      [, stem = stem, lang] = named
  }
  if (!lang && parts[0] && langs.has(parts[0].toLowerCase())) lang = parts[0]
  const [, date, rest] = /^(\d{4}[-_.]\d{1,2}[-_.]\d{1,2})[-_. ]?(.*)$/.exec(stem) ?? []
  const folderDate = /(?:^|\/)(\d{4})\/(\d{2})\/(\d{2})(?:\/|$)/.exec(parts.join('/'))
  const dated = date?.replace(/[_.]/g, '-') ?? (folderDate ? folderDate.slice(1).join('-') : undefined)
  return { path, lang, stem: date && rest ? rest : stem, isBundle, folders: parts, dated, isDraft }
}

/** Of a file and its translations: `post.md` and `post.fr.md`, `en/post.md` and `fr/post.md`. */
export function translationKeyOf({ lang, folders, dated = '', stem }: Named): string {
  const [first, ...rest] = folders
  const within = lang && first?.toLowerCase() === lang.toLowerCase() ? rest : folders
  return [...within, dated, stem].join('/')
}

function isLanguage(tag: string): boolean {
  try {
    return new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(tag) !== undefined
  } catch {
    return false
  }
}

/** Where the old site showed it, the likeliest first. */
export function oldPathsOf(named: Named, fields: Fields, date: OldDate | undefined, site: OldSite): string[] {
  const typed = fields.address
  const own = typed && !/^https?:/.test(typed) ? rooted(filled(typed, named, fields, date)) : undefined
  const computed = computedPaths(named, fields, date, site)
  const aliases = fields.oldPaths.map((path) => {
    const whole = /^https?:\/\/[^/]+(\/[^?#]*)/.exec(path)?.[1]
    return rooted(whole ?? path)
  })
  const withBase = new Set([...(own ? [own] : computed), ...aliases].filter((path) => path !== '/'))
  const base = site.address ? new URL(`${site.address}/`).pathname.replace(/\/$/, '') : ''
  const all = [...withBase].flatMap((path) => (base && !path.startsWith(`${base}/`) ? [base + path] : [path]))
  return all.map((path) => path.replace(/\/index\.html?$/, '/')).filter((path) => !/[\\\p{Cc}?#]/u.test(path))
}

function computedPaths(named: Named, fields: Fields, date: OldDate | undefined, site: OldSite): string[] {
  const { tool, settings } = site
  const slug = fields.slug?.replace(/^\/|\/$/g, '')
  const folders = named.folders.filter((part) => !/^_(?:posts|drafts)$/.test(part))
  const last = slug ?? named.stem
  const lang = named.lang && named.lang !== mainLanguage(site) ? `/${named.lang}` : ''
  if (tool === 'hugo') {
    const section = folders[0] ?? ''
    const pattern = permalinkOf(settings, section)
    const file =
      named.isBundle || !named.dated
        ? named.stem
        : (named.path.split('/').pop() ?? '').replace(/(?:\.[a-z]{2})?\.\w+$/, '')
    const name = slug ?? hugoName(named.isBundle ? (named.path.split('/').at(-2) ?? named.stem) : file)
    if (pattern) return [lang + rooted(filled(pattern, { ...named, stem: name }, fields, date))]
    return [`${lang}/${[...folders.map(hugoName), name].join('/')}/`]
  }
  if (tool === 'jekyll' || tool === 'hexo') {
    const isPost = named.path.includes('_posts/') || named.path.includes('_drafts/') || Boolean(named.dated)
    if (!isPost) return [`/${[...folders, last].join('/')}/`, `/${[...folders, last].join('/')}.html`]
    const typed =
      typeof settings.permalink === 'string'
        ? settings.permalink
        : tool === 'hexo'
          ? ':year/:month/:day/:title/'
          : 'date'
    const pattern = jekyllStyles[typed] ?? typed
    const made = filled(
      pattern,
      { ...named, folders: tool === 'hexo' ? folders.filter((part) => part !== 'source') : folders },
      fields,
      date,
    )
    return [rooted(made.replace(/\/{2,}/g, '/'))]
  }
  if (tool === 'zola') return [`${lang}/${[...folders, last].join('/')}/`]
  const inside = folders.filter(
    (part, index) =>
      !(index < 2 && /^(?:src|content|contents|pages|app|data|site|source|input|collections)$/.test(part)),
  )
  const path = `${lang}/${[...inside, last].filter(Boolean).join('/')}/`
  const day = dayOf(date) ?? named.dated
  const [year, month, dayOfMonth] = day?.split('-') ?? []
  const withDate =
    year && named.dated && !/\d{4}/.test(inside.join('/')) ? [`/${year}/${month}/${dayOfMonth}/${last}/`] : []
  return [...new Set([path, ...withDate])]
}

function mainLanguage({ settings, lang }: OldSite): string | undefined {
  const typed =
    settings.defaultContentLanguage ?? settings.DefaultContentLanguage ?? settings.default_language
  return typeof typed === 'string' ? typed : lang?.slice(0, 2)
}

const jekyllStyles: Readonly<Record<string, string>> = {
  date: '/:categories/:year/:month/:day/:title.html',
  pretty: '/:categories/:year/:month/:day/:title/',
  ordinal: '/:categories/:year/:y_day/:title.html',
  none: '/:categories/:title.html',
}

function permalinkOf(settings: OldSite['settings'], section: string): string | undefined {
  const all = asSettings(settings.permalinks)
  const pages = asSettings(all.page)
  const found =
    pages[section] ??
    all[section] ??
    Object.entries(all).find(([name]) => name.toLowerCase() === section.toLowerCase())?.[1]
  return typeof found === 'string' ? found : undefined
}

function filled(pattern: string, named: Named, fields: Fields, date: OldDate | undefined): string {
  const [year = '', month = '', day = ''] = (dayOf(date) ?? named.dated ?? '').split('-')
  const title = slugify(fields.title ?? named.stem)
  const name = fields.slug ?? named.stem
  const values: Record<string, string> = {
    year,
    month,
    day,
    short_year: year.slice(2),
    short_month: year
      ? new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' }).format(
          Date.UTC(2001, Number(month) - 1, 1),
        )
      : '',
    i_month: String(Number(month)),
    i_day: String(Number(day)),
    monthname: year
      ? new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(
          Date.UTC(2001, Number(month) - 1, 1),
        )
      : '',
    slug: name,
    slugorfilename: name,
    contentbasename: named.stem,
    slugorcontentbasename: name,
    filename: named.stem,
    title: pattern.includes(':slug') ? title : name,
    post_title: title,
    name,
    section: named.folders[0] ?? '',
    sections: named.folders.join('/'),
    path: [...named.folders, named.stem].join('/'),
    categories: fields.topics.length && !named.folders.length ? '' : named.folders.join('/'),
    category: named.folders.at(-1) ?? '',
    output_ext: '.html',
    basename: named.stem,
  }
  return pattern.replace(/:([a-z_]+)/g, (all, wanted: string) => values[wanted] ?? all)
}

/** As Hugo makes addresses of names. */
function hugoName(name: string): string {
  return name
    .toLowerCase()
    .replace(/\s+/g, '-')
    .replace(/[^\p{L}\p{N}\p{M}._~/-]/gu, '')
}

export function dayOf(date: OldDate | undefined): string | undefined {
  if (!date) return undefined
  return 'at' in date ? new Date(date.at).toISOString().slice(0, 10) : date.local.slice(0, 10)
}

function rooted(path: string): string {
  return `/${path.trim().replace(/^\/+/, '')}`
}
