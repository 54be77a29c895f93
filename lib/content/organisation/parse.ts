import type { z } from 'zod'
import type { Link } from '#lib/site.ts'
import { decode } from '../decode.ts'
import { type Diagnostic, diagnostic, hasErrors, inReadingOrder, top } from '../lint/diagnostic.ts'
import { checkFields } from '../lint/fields.ts'
import type { Dialect } from '../lint/yaml-dialect.ts'
import { type Place, placer } from '../source.ts'
import { type Fields, readFields } from '../yaml.ts'
import { judgeSetting } from './advice.ts'
import { frontOf, frontSchema, type Named, namedInFront } from './front.ts'
import type { OwnSettings } from './live.ts'
import { checkRedirects } from './redirects.ts'
import { longestOf } from './settings.ts'
import { siteOf, siteSchema } from './site.ts'
import { checkContrast, themeOf, themeSchema } from './theme.ts'
import { checkWords } from './words.ts'

export type OrganisationDocument = {
  [Name in keyof OwnSettings]: {
    kind: Name
    diagnostics: Diagnostic[]
    value?: OwnSettings[Name]
    /** Paths on the site that it names. */
    links?: (Place & { to: string })[] | undefined
    /** Topics, series and articles that it names. */
    named?: Named[] | undefined
    /** A typeface of one's own. */
    fontFile?: Place & { to: string }
  }
}[keyof OwnSettings]

const limits = { letters: longestOf.site, lines: 5_000, instead: 'write less' }
const siteProse = new Set(['name', 'tagline', 'description', 'label', 'address'])

const dialects: Readonly<Record<keyof OwnSettings, Dialect>> = {
  site: {
    ...{ limits, isWhole: true, example: 'name: Acorn Clinic' },
    isProse: (name) => siteProse.has(name),
    holdsFields: (name) => ['navigation', 'footer', 'contact', 'promise', 'open', 'retention'].includes(name),
  },
  theme: {
    ...{ limits, isWhole: true, example: 'accent: { light: "#7a1f2b", dark: "#f0aca4" }' },
    isProse: () => false,
    holdsFields: (name) => ['accent', 'paper', 'ink'].includes(name),
  },
  words: {
    ...{ limits, isWhole: true, example: 'reply.heading: Write to us' },
    isProse: () => true,
    holdsFields: () => false,
  },
  redirects: {
    limits: { ...limits, letters: longestOf.redirects, lines: 50_000 },
    ...{ isWhole: true, isLong: true, example: '/tag/news: /topics/news' },
    isProse: () => false,
    holdsFields: () => false,
  },
  front: {
    ...{ limits, isWhole: true, list: 'sections', example: '- { title: For patients, topic: vaccination }' },
    isProse: (name) => ['title', 'topic', 'series'].includes(name),
    holdsFields: () => false,
  },
}

/** An empty file means the defaults; `value` is missing where there is an error. */
export function parseOrganisation(kind: keyof OwnSettings, bytes: Uint8Array): OrganisationDocument {
  if (bytes.length > longestOf[kind]) {
    const message = `the file is larger than ${longestOf[kind] / 1024} kB: write less, for all of it is settings`
    return { kind, diagnostics: [diagnostic('large-file', top, message)] }
  }
  const decoded = decode(bytes)
  if ('problem' in decoded) return { kind, diagnostics: [decoded.problem] }
  const { text } = decoded
  const fields = readFields(text, text, 0, dialects[kind])
  const found: Diagnostic[] = [...fields.diagnostics, ...secondPart(text)]
  const given = { ...fields, data: fields.data ?? {} }
  const done = <Value>(value: Value | undefined) => {
    const diagnostics = inReadingOrder(found)
    return { diagnostics, ...(value !== undefined && !hasErrors({ diagnostics }) && { value }) }
  }
  if (kind === 'words') {
    const { value, diagnostics } = checkWords(given)
    found.push(...diagnostics)
    return { kind, ...done(value) }
  }
  if (kind === 'redirects') {
    const { value, links, diagnostics } = checkRedirects(given)
    found.push(...diagnostics)
    return { kind, ...done(value), links }
  }
  if (kind === 'front') {
    const { values, diagnostics } = checkFields(given, frontSchema, judgeSetting)
    found.push(...diagnostics)
    const front = values && frontOf(values)
    return { kind, ...done(front), ...(front && { named: namedInFront(front, given) }) }
  }
  if (kind === 'site') {
    const { values, diagnostics } = checkFields(given, siteSchema, judgeSetting)
    found.push(...diagnostics)
    const named = { links: values && linksIn(values, given), named: values && topicsIn(values, given) }
    return { kind, ...done(values && siteOf(values)), ...named }
  }
  const { values, diagnostics } = checkFields(given, themeSchema, judgeSetting)
  found.push(...diagnostics)
  const theme = values && themeOf(values)
  if (theme) found.push(...checkContrast(theme, given))
  const font = theme && typeof theme.typeface !== 'string' && theme.typeface.file
  return {
    ...{ kind, ...done(theme) },
    ...(font && { fontFile: { ...given.valueAt(['typeface']), to: font } }),
  }
}

/** YAML would read the first part only, without a word. */
function secondPart(text: string): Diagnostic[] {
  const marks = [...text.matchAll(/^---[ \t]*$/gm)]
  const isText = (part: string) => /^[ \t]*[^\s#-]/m.test(part)
  const mark = marks.find(({ index }) => isText(text.slice(0, index)) && isText(text.slice(index)))
  if (!mark) return []
  const message = 'what stands below a line of hyphens is not read here: remove the line'
  return [diagnostic('yaml-line', placer(text)(mark.index), message)]
}

function topicsIn({ medicalTopics = [] }: z.output<typeof siteSchema>, fields: Fields): Named[] {
  return medicalTopics.map((to, index) => ({
    ...fields.valueAt(['medicalTopics', index]),
    ...{ kind: 'topic', to },
  }))
}

function linksIn(values: z.output<typeof siteSchema>, fields: Fields): (Place & { to: string })[] {
  const { navigation = [], footer = [], privacyPath } = values
  const listed = (name: string, all: readonly Link[]) =>
    all.map(({ path: to }, index) => ({ ...fields.valueAt([name, index, 'path']), to }))
  const privacy = privacyPath === undefined ? [] : [{ ...fields.valueAt(['privacyPath']), to: privacyPath }]
  return [...listed('navigation', navigation), ...listed('footer', footer), ...privacy]
}
