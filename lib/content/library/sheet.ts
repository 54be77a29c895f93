import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { Heading } from '../article.ts'
import { checkBody } from '../body/check.ts'
import { type Length, lengthOf } from '../body/reading.ts'
import type { BodySlip } from '../body/tree.ts'
import { decode } from '../decode.ts'
import { inReadingOrder, type Slip } from '../fault.ts'
import { checkFields } from '../fields.ts'
import { meantBy } from '../foreign-fields.ts'
import { takeApart } from '../front-matter.ts'
import type { ArticleFields, AuthorFields, PageFields, Schemas } from '../schema.ts'
import { type Place, placer } from '../source.ts'
import { type Fields, readFields } from '../yaml.ts'
import { doneDates } from './future-dates.ts'
import type { FileKind } from './kinds.ts'
import { readPicture } from './picture-sheet.ts'
import type { PictureSize } from './pictures.ts'

/** A mention of something outside the file, and where it stands. */
export type Mention = Place & { to: string }

/** What the body says to the rest of the site. */
export type BodySheet = {
  headings: Heading[]
  anchors: string[]
  length: Length
  links: Mention[]
  pictures: Mention[]
  /** Of the file as a whole: another version has another. */
  hash: string
  /** Whether it takes so little time to read that it may be compiled between two answers. */
  isLight: boolean
}

/** What the fields name that is checked against other files: also beside fields that have a slip themselves. */
export type NamedInFields = {
  author: Mention[]
  /** Labels as typed. */
  topics: Mention[]
  image?: Mention
  redirectFrom: Mention[]
  translations: Mention[]
  /** The names of fields that say when something was done. */
  dates: Mention[]
}

type TextSheet<K, F> = {
  kind: K
  slips: Slip[]
  /** Slips that take nothing off the site. */
  loose?: Slip[]
  fields?: F
  named?: NamedInFields
  body?: BodySheet
  /** Whether it says of itself that it is a draft, whatever else is wrong with it. */
  isDraft?: true
}

/**
 * What one file says by itself, without a look at any other. Plain data: it is kept over restarts.
 * A part is missing where it could not be read; then a slip says why.
 */
export type Sheet =
  | TextSheet<'article', ArticleFields>
  | TextSheet<'page', PageFields>
  | { kind: 'author'; slips: Slip[]; fields?: AuthorFields; picture?: Mention }
  | { kind: 'picture'; slips: Slip[]; size?: PictureSize }
  | { kind: 'stray'; slips: Slip[] }

/** Reads one file. Nothing in it is run. */
export function readSheet(what: FileKind, bytes: Uint8Array, schemas: Schemas): Sheet {
  if (what.kind === 'picture') return readPicture(bytes)
  const misnamed: Slip[] = what.problem ? [{ line: 1, column: 1, message: what.problem }] : []
  if (what.kind === 'stray') return { kind: 'stray', slips: misnamed }
  const decoded = decode(bytes)
  if ('slip' in decoded) return { kind: what.kind, slips: [...misnamed, decoded.slip] }
  const { text } = decoded

  if (what.kind === 'author') {
    const fields = readFields(text, text, 0)
    const checked = checkFields(fields, schemas.author)
    const { picture: to } = schemas.inAuthors.safeParse(checked.readable).data ?? {}
    return {
      kind: 'author',
      slips: inReadingOrder([...misnamed, ...checked.slips, ...focusAlone(fields, 'picture')]),
      ...(checked.values ? { fields: checked.values } : {}),
      ...(to ? { picture: { ...fields.valueAt(['picture']), to } } : {}),
    }
  }

  const parts = takeApart(text)
  const body = parts.body && bodySheet(parts.body, text, what.format, parts.fields?.data)
  const slips = [...misnamed, ...parts.slips, ...(body?.slips ?? [])]
  if (!parts.fields) return { kind: what.kind, slips: inReadingOrder(slips) }
  const loose = [...severalTopics(parts.fields), ...(body?.loose ?? [])]
  const rest = { ...(body?.sheet ? { body: body.sheet } : {}), ...(loose.length ? { loose } : {}) }
  if (what.kind === 'page') {
    const checked = checkFields(parts.fields, schemas.page)
    slips.push(...checked.slips)
    const named = namedIn(parts.fields, schemas.inPages.safeParse(checked.readable).data)
    if (!checked.values?.draft && parts.body?.text.trim() === '') slips.push(noText(text))
    return {
      kind: 'page',
      slips: inReadingOrder(slips),
      ...rest,
      named,
      ...(checked.values ? { fields: checked.values } : {}),
    }
  }
  const checked = checkFields(parts.fields, schemas.article)
  const readable = schemas.inArticles.safeParse(checked.readable).data
  slips.push(...checked.slips, ...pairedFields(parts.fields, readable))
  const named = namedIn(parts.fields, readable)
  if (!checked.values?.draft && parts.body?.text.trim() === '') slips.push(noText(text))
  return {
    kind: 'article',
    slips: inReadingOrder(slips),
    ...rest,
    named,
    ...(checked.values ? { fields: checked.values } : {}),
  }
}

/** An article of 1,000 words takes some 6 ms in a warm thread, ten times that as the first one. */
const lightLetters = 32_768
const lightMicroseconds = 100_000

function bodySheet(
  part: { text: string; start: number },
  file: string,
  format: 'mdx' | 'md',
  { lang, title }: Record<string, unknown> = {},
) {
  const before = process.threadCpuUsage()
  const { facts, slips, loose } = checkBody(part.text, format, {
    titles: [typed(title), titleLine(file.slice(0, part.start))],
  })
  const length = facts && lengthOf(facts.text, typed(lang))
  const microseconds = process.threadCpuUsage(before).user
  const inFile = placer(file)
  const at = (offset: number) => inFile(part.start + offset)
  const placed = ({ offset, message }: BodySlip): Slip => ({ ...at(offset), message })
  return {
    slips: slips.map(placed),
    loose: loose.map(placed),
    sheet: facts &&
      length && {
        headings: facts.headings,
        anchors: facts.anchors,
        length,
        links: facts.links.map(({ to, offset }) => ({ to, ...at(offset) })),
        pictures: facts.pictures.map(({ src, offset }) => ({ to: src, ...at(offset) })),
        hash: createHash('sha256').update(file).digest('base64url'),
        isLight: part.text.length < lightLetters && microseconds < lightMicroseconds,
      },
  }
}

function titleLine(fields: string): string | undefined {
  return /^title:(.*)$/m
    .exec(fields)?.[1]
    ?.trim()
    .replace(/^["']|["']$/g, '')
}

function typed(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function noText(file: string): Slip {
  return {
    ...placer(file)(file.trimEnd().length),
    message: 'there is no text below the front matter: write it, or add draft: true',
  }
}

/** One text with commas in it, where a list was likely meant. A name may hold a comma. */
function severalTopics(fields: Fields): Slip[] {
  const all = fields.data?.topics
  const typed = typeof all === 'string' ? all.replace(/\s+/g, ' ').trim() : undefined
  const several = typed ? typed.split(/ ?[,;，、；،] ?/).filter(Boolean) : []
  if (several.length < 2) return []
  const list = several.map((one) => (/^[\p{L}\p{N}][^:#"'[\]{}]*$/u.test(one) ? one : JSON.stringify(one)))
  const message = `"${typed}" is read as one topic: for several write topics: [${list.join(', ')}], for this one topics: [${JSON.stringify(typed)}]`
  return [{ ...fields.valueAt(['topics']), message }]
}

/** Fields that need each other, told even while others are wrong. */
function pairedFields(fields: Fields, values: z.output<Schemas['inArticles']> = {}): Slip[] {
  const slips: Slip[] = []
  const data = fields.data ?? {}
  const has = (name: string) => typeof data[name] === 'string' && data[name].trim() !== ''
  const isMisspelt = (name: string) =>
    Object.keys(data).some((one) => one !== name && meantBy(one, [name]) === name)
  if (has('image') && !('imageAlt' in data) && !isMisspelt('imageAlt'))
    slips.push({
      ...fields.nameAt(['image']),
      message:
        'the picture needs imageAlt (what it shows, for those who cannot see it): imageAlt: The entrance, with a ramp',
    })
  slips.push(...focusAlone(fields, 'image'))
  if (has('imageAlt') && !('image' in data) && !isMisspelt('image'))
    slips.push({
      ...fields.nameAt(['imageAlt']),
      message: 'imageAlt stands without image: add the picture, or remove it',
    })
  if (values.expires && values.date && values.expires.at <= values.date.at)
    slips.push({
      ...fields.valueAt(['expires']),
      message: '"expires" is not after "date": the article would never be shown',
    })
  return slips
}

/** What must stay in sight of a picture that nobody names. */
function focusAlone(fields: Fields, picture: 'image' | 'picture'): Slip[] {
  const names = Object.keys(fields.data ?? {})
  if (!names.includes('focus') || names.some((name) => meantBy(name, [picture]) === picture)) return []
  const message = `focus stands without ${picture}: add the picture, or remove it`
  return [{ ...fields.nameAt(['focus']), message }]
}

function namedIn(fields: Fields, values: z.output<Schemas['inArticles']> = {}): NamedInFields {
  const isSure = ({ line }: Place) => fields.isSure(line)
  const each = (
    name: string,
    all: readonly string[] = [],
    keys: readonly PropertyKey[] = [...all.keys()],
  ) => {
    const isOne = !fields.data || typeof fields.data[name] !== 'object'
    return all
      .map((to, index) => ({ ...fields.valueAt(isOne ? [name] : [name, keys[index] ?? index]), to }))
      .filter(isSure)
  }
  const translations = values.translations ?? []
  const [image] = each('image', values.image === undefined ? [] : [values.image])
  return {
    author: each('author', values.author),
    topics: each(
      'topics',
      values.topics?.map(({ label }) => label),
    ),
    redirectFrom: each('redirectFrom', values.redirectFrom),
    translations: each(
      'translations',
      translations.map(({ path }) => path),
      translations.map(({ lang }) => lang),
    ),
    dates: doneDates
      .filter((name) => fields.data && name in fields.data)
      .map((name) => ({ ...fields.valueAt([name]), to: name })),
    ...(image ? { image } : {}),
  }
}
