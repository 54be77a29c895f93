import { createHash } from 'node:crypto'
import { imageSize } from 'image-size'
import type { Heading } from '../article.ts'
import { checkBody } from '../body/check.ts'
import { decode } from '../decode.ts'
import { inReadingOrder, type Slip } from '../fault.ts'
import { checkFields } from '../fields.ts'
import { takeApart } from '../front-matter.ts'
import type { ArticleFields, AuthorFields, PageFields, Schemas } from '../schema.ts'
import { type Place, placer } from '../source.ts'
import { type Fields, readFields } from '../yaml.ts'
import type { FileKind } from './kinds.ts'

/** A mention of something outside the file, and where it stands. */
export type Mention = Place & { to: string }

/** What the body says to the rest of the site. */
export type BodySheet = {
  headings: Heading[]
  anchors: string[]
  words: number
  links: Mention[]
  pictures: Mention[]
  /** Of the file as a whole: another version has another. */
  hash: string
}

/** Places of fields that are checked against other files. */
export type FieldPlaces = {
  author: Place[]
  image?: Place
  redirectFrom: Place[]
  translations: Place[]
  expires?: Place
}

/**
 * What one file says by itself, without a look at any other. Plain data: it is kept over restarts.
 * A part is missing where it could not be read; then a slip says why.
 */
export type Sheet =
  | { kind: 'article'; slips: Slip[]; fields?: ArticleFields; places?: FieldPlaces; body?: BodySheet }
  | { kind: 'page'; slips: Slip[]; fields?: PageFields; places?: FieldPlaces; body?: BodySheet }
  | { kind: 'author'; slips: Slip[]; fields?: AuthorFields; picture?: Place }
  | { kind: 'picture'; slips: Slip[]; size?: { width: number; height: number } }
  | { kind: 'stray'; slips: Slip[] }

/** Reads one file. Nothing in it is run. */
export function readSheet(what: FileKind, bytes: Uint8Array, schemas: Schemas): Sheet {
  if (what.kind === 'picture') return readPicture(bytes)
  const named: Slip[] = what.problem ? [{ line: 1, column: 1, message: what.problem }] : []
  if (what.kind === 'stray') return { kind: 'stray', slips: named }
  const decoded = decode(bytes)
  if ('slip' in decoded) return { kind: what.kind, slips: [...named, decoded.slip] }
  const { text } = decoded

  if (what.kind === 'author') {
    const fields = readFields(text, text, 0)
    const checked = checkFields(fields, schemas.author)
    const slips = inReadingOrder([...named, ...checked.slips])
    return {
      kind: 'author',
      slips,
      ...(checked.values ? { fields: checked.values, picture: fields.valueAt(['picture']) } : {}),
    }
  }

  const parts = takeApart(text)
  const body = parts.body && bodySheet(parts.body, text, what.format)
  const slips = [...named, ...parts.slips, ...(body?.slips ?? [])]
  if (!parts.fields) return { kind: what.kind, slips: inReadingOrder(slips) }
  const rest = { ...(body?.sheet ? { body: body.sheet } : {}), places: placesIn(parts.fields) }
  if (what.kind === 'page') {
    const checked = checkFields(parts.fields, schemas.page)
    slips.push(...checked.slips)
    if (!checked.values?.draft && parts.body?.text.trim() === '') slips.push(noText(text))
    return {
      kind: 'page',
      slips: inReadingOrder(slips),
      ...rest,
      ...(checked.values ? { fields: checked.values } : {}),
    }
  }
  const checked = checkFields(parts.fields, schemas.article)
  slips.push(...checked.slips, ...pairedFields(parts.fields, checked.values))
  if (!checked.values?.draft && parts.body?.text.trim() === '') slips.push(noText(text))
  return {
    kind: 'article',
    slips: inReadingOrder(slips),
    ...rest,
    ...(checked.values ? { fields: checked.values } : {}),
  }
}

function bodySheet(part: { text: string; start: number }, file: string, format: 'mdx' | 'md') {
  const { facts, slips } = checkBody(part.text, format)
  const inFile = placer(file)
  const at = (offset: number) => inFile(part.start + offset)
  return {
    slips: slips.map(({ offset, message }): Slip => ({ ...at(offset), message })),
    sheet: facts && {
      headings: facts.headings,
      anchors: facts.anchors,
      words: facts.words,
      links: facts.links.map(({ to, offset }) => ({ to, ...at(offset) })),
      pictures: facts.pictures.map(({ src, offset }) => ({ to: src, ...at(offset) })),
      hash: createHash('sha256').update(file).digest('base64url'),
    },
  }
}

function noText(file: string): Slip {
  return {
    ...placer(file)(file.trimEnd().length),
    message: 'there is no text below the front matter: write it, or add draft: true',
  }
}

/** Fields that need each other, told even while others are wrong. */
function pairedFields(fields: Fields, values: ArticleFields | undefined): Slip[] {
  const slips: Slip[] = []
  const data = fields.data ?? {}
  const has = (name: string) => typeof data[name] === 'string' && data[name].trim() !== ''
  if (has('image') && !('imageAlt' in data))
    slips.push({
      ...fields.nameAt(['image']),
      message:
        'the picture needs imageAlt (what it shows, for those who cannot see it): imageAlt: The entrance, with a ramp',
    })
  if (has('imageAlt') && !('image' in data))
    slips.push({
      ...fields.nameAt(['imageAlt']),
      message: 'imageAlt stands without image: add the picture, or remove it',
    })
  if (values?.expires && values.expires.at <= values.date.at)
    slips.push({
      ...fields.valueAt(['expires']),
      message: '"expires" is not after "date": the article would never be shown',
    })
  return slips
}

function placesIn(fields: Fields): FieldPlaces {
  const data = fields.data ?? {}
  const each = (name: string) => {
    const value = data[name]
    if (value === undefined) return []
    const keys =
      value && typeof value === 'object'
        ? Array.isArray(value)
          ? value.map((_, n) => n)
          : Object.keys(value)
        : []
    return keys.length ? keys.map((key) => fields.valueAt([name, key])) : [fields.valueAt([name])]
  }
  return {
    author: each('author'),
    redirectFrom: each('redirectFrom'),
    translations: each('translations'),
    ...(data.image === undefined ? {} : { image: fields.valueAt(['image']) }),
  }
}

function readPicture(bytes: Uint8Array): Sheet {
  try {
    const { width, height, orientation } = imageSize(bytes)
    // A camera held upright writes the picture lying, and a note to turn it.
    const size = orientation && orientation > 4 ? { width: height, height: width } : { width, height }
    return { kind: 'picture', slips: [], size }
  } catch {
    return { kind: 'picture', slips: [] }
  }
}
