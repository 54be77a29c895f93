import { z } from 'zod'
import { readFocus } from '#lib/pictures/focus.ts'
import { readMoment } from '#lib/time/moment.ts'
import { plainPath } from './path.ts'
import { labelKey, topicSlug } from './topic.ts'

export type Schemas = ReturnType<typeof schemas>
export type ArticleFields = z.output<Schemas['article']>
export type PageFields = z.output<Schemas['page']>
export type AuthorFields = z.output<Schemas['author']>

/** Dates of what has been done: nobody is told one that is still to come. */
export const doneDates = ['updated', 'reviewed'] as const

/** @param timeZone IANA name */
export function schemas(timeZone: string) {
  const moment = (name: string) =>
    z.string(asked(name, 'a date, such as 2026-11-20', name !== 'date')).transform((typed, context) => {
      const read = readMoment(typed.trim(), timeZone)
      if ('moment' in read) return read.moment
      context.addIssue(`"${name}" ${read.problem} (found "${typed}")`)
      return z.NEVER
    })

  const article = z.strictObject({
    title: text('title', 'Our new clinic'),
    description: text('description', 'What opens in May, and who may come without an appointment').optional(),
    date: moment('date'),
    updated: moment('updated').optional(),
    reviewed: moment('reviewed').optional(),
    nextReview: moment('nextReview').optional(),
    expires: moment('expires').optional(),
    reviewedBy: people('reviewedBy').optional(),
    author: people('author').optional(),
    topics: oneOrMore('topics', 'Public health')
      .transform((labels, context) => {
        const keys = new Set<string>()
        for (const [index, label] of labels.entries()) {
          const say = (message: string) => context.addIssue({ code: 'custom', path: [index], message })
          if (!topicSlug(label)) say(`the topic "${label}" has no letter: write it in words`)
          else if (keys.has(labelKey(label))) say(`the topic "${label}" stands here twice`)
          keys.add(labelKey(label))
        }
        return labels.map((label) => ({ slug: topicSlug(label), label }))
      })
      .optional(),
    image: text('image', 'clinic.jpg').optional(),
    imageAlt: text('imageAlt', 'The entrance of the clinic, with a ramp').optional(),
    focus: focus().optional(),
    draft: yesOrNo('draft').optional(),
    featured: yesOrNo('featured').optional(),
    canonical: webAddress('canonical').optional(),
    redirectFrom: oldPaths().optional(),
    replies: z.enum(['open', 'closed', 'off'], asked('replies', 'one of open, closed or off')).optional(),
    series: text('series', 'Ten steps to a healthy clinic').optional(),
    lang: language().optional(),
    translations: byLanguage().optional(),
  })

  const page = z.strictObject({
    title: text('title', 'About us'),
    description: text('description', 'Who we are and how to reach us').optional(),
    updated: moment('updated').optional(),
    draft: yesOrNo('draft').optional(),
    redirectFrom: oldPaths().optional(),
    lang: language().optional(),
  })

  const author = z.strictObject({
    name: text('name', 'Jane Doe'),
    role: text('role', 'Practice nurse').optional(),
    kind: z.enum(['person', 'organization'], asked('kind', 'person or organization')).optional(),
    bio: text('bio', 'Jane has run our vaccination clinic since 2011.').optional(),
    picture: text('picture', 'jane-doe.jpg').optional(),
    focus: focus().optional(),
    links: links().optional(),
  })

  // Some are looked at together, or beside other files, even while another field has a diagnostic.
  const { date, expires, author: by, reviewedBy, topics, image, redirectFrom, translations } = article.shape
  const named = { author: by, reviewedBy, topics, image, redirectFrom, translations }
  const inArticles = z.object({ date, expires, ...named })
  return {
    article,
    page,
    author,
    inArticles: inArticles.partial(),
    inPages: z.object({ redirectFrom }),
    inAuthors: z.object({ picture: author.shape.picture }),
  }
}

/** Ids of authors. */
function people(name: 'author' | 'reviewedBy') {
  return oneOrMore(name, 'jane-doe')
    .transform((ids) => ids.map((id) => id.normalize('NFC')))
    .superRefine((ids, context) => {
      const several = ids[0]?.split(/\s*[,;，、；]\s*/).filter(Boolean) ?? []
      if (ids.length === 1 && several.length > 1)
        context.addIssue(`several authors are a list: write ${name}: [${several.join(', ')}]`)
      for (const [index, id] of ids.entries())
        if (ids.indexOf(id) < index)
          context.addIssue({ code: 'custom', path: [index], message: `the author "${id}" stands here twice` })
    })
}

export function text(name: string, example: string, isEntry = false) {
  const empty = isEntry
    ? `an entry of "${name}" is empty: write it, such as ${example}, or remove it`
    : `"${name}" is empty: write for example ${name}: ${example}`
  return z
    .string({
      error: ({ input }) => {
        if (input === undefined) return `the field "${name}" is missing: add for example ${name}: ${example}`
        if (input === null) return empty
        const [first, more] = typeof input === 'object' && !Array.isArray(input) ? Object.entries(input) : []
        // What YAML made of a text with a colon in a list.
        if (first && !more && typeof first[1] !== 'object')
          return `the text has a colon in it: put it in quotes: "${first[0]}: ${first[1]}"`
        return `"${name}" must be one text, found ${inWords(input)}`
      },
    })
    .transform((value) => value.replace(/\s+/g, ' ').trim())
    .refine((value) => value !== '', empty)
}

function oneOrMore(name: string, example: string) {
  const one = text(name, example).transform((value) => [value])
  const several = z.array(text(name, example, true))
  return z.union([one, several], asked(name, `a text, or a list such as ${name}: [${example}]`))
}

export function yesOrNo(name: string) {
  return z.stringbool({ truthy: ['true'], falsy: ['false'], ...asked(name, 'true or false') })
}

function focus() {
  const form =
    'a place in the picture: top, bottom, left, right, two of them such as top left, or 50% 20% (from the left, from the top)'
  return z.string(asked('focus', form)).transform((typed, context) => {
    const read = readFocus(typed)
    if (read) return read
    context.addIssue(expected('focus', typed, form))
    return z.NEVER
  })
}

function language() {
  return z
    .string(asked('lang', 'a language, such as en-GB'))
    .refine(isLanguage, asked('lang', 'a language, such as en-GB, de or cy'))
}

function webAddress(name: string) {
  const form = asked(name, 'a whole address, such as https://example.org/clinic')
  return z.string(form).refine(isWebAddress, form)
}

function oldPaths() {
  const name = 'redirectFrom'
  const path = z
    .string(asked(name, 'old paths, such as /articles/old-name'))
    .refine((value) => !/^\/(?!\/).*[?#]/.test(value), {
      error: ({ input }) =>
        `"${input}" has a ${/[?#]/.exec(String(input))?.[0]}: an old address leads here by its path alone. Leave it out, or let your proxy lead it here`,
    })
    .refine(
      (value) => /^\/(?!\/)[^\\\p{Cc}]*$/u.test(value),
      asked(name, 'a path on this site that begins with /, such as /articles/old-name'),
    )
    .transform(plainPath)
  const one = path.transform((value) => [value])
  return z.union([one, z.array(path)], asked(name, 'a list of old paths, such as [/articles/old-name]'))
}

function byLanguage() {
  const name = 'translations'
  const form = asked(name, 'languages with paths, such as translations: { de: /articles/unsere-klinik }')
  const path = z
    .string(form)
    .refine(
      (value) => isPath(value) || isWebAddress(value),
      asked(name, 'a path such as /articles/unsere-klinik'),
    )
  return z.record(z.string(), path, form).transform((paths, context) => {
    for (const lang of Object.keys(paths))
      if (!isLanguage(lang))
        context.addIssue({
          code: 'custom',
          path: [lang],
          params: { isOfName: true },
          message: `"${lang}" is not a language, such as de or fr`,
        })
    return Object.entries(paths).map(([lang, path]) => ({ lang, path }))
  })
}

function links() {
  const form = asked('links', 'labels with addresses, such as links: { Website: https://example.org }')
  const href = z
    .string(form)
    .refine(
      (value) => isWebAddress(value) || /^mailto:[^\s@]+@[^\s@]+$/.test(value) || isPath(value),
      asked('links', 'whole addresses, such as https://example.org'),
    )
  const listed = z.strictObject({ label: text('label', 'Website'), href })
  const byLabel = z
    .record(z.string(), href)
    .transform((all) => Object.entries(all).map(([label, to]) => ({ label, href: to })))
  return z.union([z.array(listed), byLabel], form)
}

export function asked(name: string, form: string, mayBeLeftOut = true) {
  return { error: ({ input }: { input?: unknown }) => expected(name, input, form, mayBeLeftOut) }
}

export function expected(name: string, input: unknown, form: string, mayBeLeftOut = true): string {
  if (input === undefined) return `the field "${name}" is missing: write ${form}`
  if (input === null || input === '')
    return `"${name}" is empty: write ${form}${mayBeLeftOut ? ', or leave the field out' : ''}`
  return `"${name}" must be ${form}; found ${inWords(input)}`
}

function inWords(input: unknown): string {
  if (Array.isArray(input)) return 'a list'
  if (typeof input === 'object') return 'further fields'
  return typeof input === 'string' ? `"${input}"` : String(input)
}

function isLanguage(value: string): boolean {
  try {
    return Intl.getCanonicalLocales(value).length === 1 && /^[a-z]{2,3}(-|$)/i.test(value)
  } catch {
    return false
  }
}

function isPath(value: string): boolean {
  return /^\/(?!\/)\S*$/.test(value)
}

function isWebAddress(value: string): boolean {
  return /^https?:\/\//i.test(value) && URL.canParse(value) && !/\s/.test(value)
}
