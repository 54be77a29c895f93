import { readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, posix } from 'node:path'
import type { OldDate } from '../model.ts'
import type { Report } from '../report.ts'
import { dayOf, type Named, nameOf, oldPathsOf } from './addresses.ts'
import { readDate } from './dates.ts'
import { type Fields, readFields } from './fields.ts'
import { textFiles } from './files.ts'
import { takeFrontMatter } from './front-matter.ts'
import { maskCode } from './mask.ts'
import { asSettings, type OldSite } from './old-site.ts'
import { languageByLetters } from './script.ts'

export type Doc = {
  /** From the root of the site. */
  file: string
  kind: 'article' | 'page'
  fields: Fields
  title: string
  date: OldDate | undefined
  draft: string | undefined
  lang: string | undefined
  slug: string
  oldPaths: string[]
  named: Named
}

/** All texts of the folder by their fields alone; bodies are read again one by one. */
export function readDocuments(site: OldSite, report: Report): Doc[] {
  const langs = languagesOf(site)
  const prefix = posix.relative(site.root, site.content)
  const { texts, notes, others } = textFiles.list(site.content)
  for (const file of notes)
    report.add('left-out', 'notes about the repository, such as README', { file: posix.join(prefix, file) })
  for (const file of others)
    report.add('left-out', 'texts in other forms than Markdown', { file: posix.join(prefix, file) })
  const read = texts.flatMap((path) => {
    const file = posix.join(prefix, path)
    const place = { file }
    let typed: string
    try {
      typed = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(join(site.content, path)))
    } catch {
      report.add('unreadable', 'texts that are not UTF-8', place)
      typed = new TextDecoder('windows-1252').decode(readFileSync(join(site.content, path)))
    }
    const { data, body, line, problem } = takeFrontMatter(typed)
    if (problem)
      report.add(
        'unreadable',
        'fields (front matter) that cannot be read; the text is taken as a draft',
        { file, line: 1 },
        problem,
      )
    const named = nameOf(path, langs)
    const fields = readFields(data, site.tool)
    return [{ file, named, fields, body, line, problem, hasFields: Object.keys(data).length > 0 }]
  })
  const dated = new Set(
    read.filter(({ fields, named }) => dateOf(fields, named)).map(({ file }) => dirname(file)),
  )
  const anyDated = dated.size > 0
  return read.flatMap(({ file, named, fields, body, problem, hasFields }): Doc[] => {
    const place = { file, line: 1 }
    const name = basename(file).replace(/(?:\.[a-z]{2})?\.\w+$/i, '')
    const date = dateOf(fields, named)
    if (name === '_index' || fields.isList || (name === 'index' && !date && !fields.title)) {
      report.add('left-out', 'pages that are lists', place)
      return []
    }
    if (!hasFields && !body.trim()) {
      report.add('left-out', 'empty files', place)
      return []
    }
    const headed = fields.title ? undefined : headingIn(body)
    const title = fields.title ?? (headed ? plainTitle(headed) : undefined) ?? inWords(named.stem)
    if (!fields.title)
      report.add(
        'to-do',
        headed ? 'titles taken from the first heading' : 'titles made of the file’s name',
        place,
        title,
      )
    const isPage = fields.isPage
      ? !date || !dated.has(dirname(file)) || /(?:^|\/)_?pages?\//.test(file)
      : !date && !isAmongArticles(file, dated, anyDated)
    const known = isPage ? date : (date ?? dateOfFile(site, file))
    if (!isPage && !date) {
      const when = fields.badDate ? 'dates that cannot be read' : 'articles without a date'
      report.add('to-do', `${when}: the file’s own date stands in`, place, fields.badDate ?? dayOf(known))
    }
    for (const field of fields.dropped) report.add('left-out', `fields “${field}”`, place)
    // Whether it was one stands in what cannot be read.
    const draft =
      fields.draft ?? (named.isDraft ? 'a draft' : problem ? 'fields that cannot be read' : undefined)
    const lang = fields.lang ?? named.lang ?? languageByLetters(body, site.lang)
    return [
      {
        file,
        kind: isPage ? 'page' : 'article',
        fields,
        title,
        date: known,
        draft,
        lang,
        slug:
          fields.slug
            ?.replace(/^\/|\/$/g, '')
            .split('/')
            .pop() || named.stem,
        oldPaths: oldPathsOf(named, fields, known, site),
        named,
      },
    ]
  })
}

/** The first of the first level; a comment of a listing looks like one. */
function headingIn(body: string): string | undefined {
  const listing = /\{%-?\s*(highlight|codeblock|code|raw)\b[\s\S]*?\{%-?\s*end\1\s*-?%\}/g
  const { text, unmask } = maskCode(body.replace(/\r\n?/g, '\n').replace(listing, ''))
  const [, marked, underlined] =
    /^(?:#[ \t]+(.+?)[ \t]*#*[ \t]*$|([^\n#>`\-|].*)\n=+[ \t]*$)/m.exec(text) ?? []
  const found = marked ?? underlined
  return found === undefined ? undefined : unmask(found)
}

/** In a folder in which texts have dates, or in one for articles where none has. */
function isAmongArticles(file: string, dated: ReadonlySet<string>, anyDated: boolean): boolean {
  if (/(?:^|\/)_?(?:pages?|about|legal)\//i.test(file)) return false
  if (dated.has(dirname(file)) || dated.has(dirname(dirname(file)))) return true
  const inArticles =
    /(?:^|\/)(?:_posts|_drafts|posts?|articles?|blog|news|stories|writing|entries|notes)\//i.test(file)
  return inArticles || !anyDated
}

/** A field, else the name of the file or folder, else an old address that holds the day. */
function dateOf(fields: Fields, named: Named): OldDate | undefined {
  if (fields.date) return fields.date
  if (named.dated) return readDate(named.dated)
  for (const path of [fields.address, ...fields.oldPaths]) {
    const day = /(?:^|\/)(\d{4})[/-](\d{2})[/-](\d{2})(?:[/-]|$)/.exec(path ?? '')
    if (day) return readDate(day.slice(1).join('-'))
  }
  return undefined
}

/** Without any other the day on which the file was last written. */
function dateOfFile(site: OldSite, file: string): OldDate {
  return { local: statSync(join(site.root, file)).mtime.toISOString().slice(0, 10) }
}

function languagesOf({ settings }: OldSite): Set<string> {
  const named = Object.keys(asSettings(settings.languages)).map((lang) => lang.toLowerCase())
  const main = settings.defaultContentLanguage ?? settings.DefaultContentLanguage ?? settings.default_language
  return new Set([...named, ...(typeof main === 'string' ? [main.toLowerCase()] : [])])
}

function plainTitle(heading: string): string {
  return heading
    .replace(/[*_`]|\{[^}]*\}/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
}

function inWords(stem: string): string {
  const words = stem.replace(/[-_]+/g, ' ').trim() || 'Untitled'
  return words.charAt(0).toUpperCase() + words.slice(1)
}
