import { hash } from 'node:crypto'
import type { z } from 'zod'
import { decode } from './decode.ts'
import type { FileKind } from './file-kinds.ts'
import { draftAt, saysDraft, takeApart } from './front-matter.ts'
import { packed, unpacked } from './headings.ts'
import { type Diagnostic, diagnostic, hasErrors, inReadingOrder, top } from './lint/diagnostic.ts'
import { checkDescription, checkFields, checkFocus, checkPairs, checkTopics } from './lint/fields.ts'
import { type ParsedBody, parseBody } from './mdx.ts'
import { type FontDocument, type LogoDocument, parseFont, parseLogo } from './organisation/own-files.ts'
import { type OrganisationDocument, parseOrganisation } from './organisation/parse.ts'
import { isSettings } from './organisation/settings.ts'
import { readPicture } from './picture-size.ts'
import type { PictureSize } from './pictures.ts'
import { type Length, lengthOf } from './reading-time.ts'
import { type ArticleFields, type AuthorFields, doneDates, type PageFields, type Schemas } from './schema.ts'
import { type Place, placer } from './source.ts'
import { type Fields, readFields } from './yaml.ts'

export type Mention = Place & { to: string }

export type BodyFacts = {
  /** Packed: see `headings.ts`. */
  headings: string
  /** Besides those of `headings`. */
  anchors?: string[]
  length: Length
  links?: (Mention & { isSized?: true })[]
  pictures?: Mention[]
  /** Of the whole file. */
  hash: string
  /** Quick enough to be compiled between two answers. */
  isLight: boolean
  /** The first sentences, where no description stands in the fields. */
  opening?: string
}

type NamedInFields = {
  author?: Mention[]
  reviewedBy?: Mention[]
  topics?: Mention[]
  image?: Mention
  redirectFrom?: Mention[]
  translations?: Mention[]
  dates?: Mention[]
}

type TextDocument<K, F> = {
  kind: K
  diagnostics: Diagnostic[]
  fields?: F
  named?: NamedInFields
  body?: BodyFacts
  isDraft?: true
  /** Of its fields, where it is not YAML. */
  syntax?: 'toml'
}

/** Serialisable; a part is missing where it could not be read, and a diagnostic says why. */
export type Document =
  | TextDocument<'article', ArticleFields>
  | TextDocument<'page', PageFields>
  | { kind: 'author'; diagnostics: Diagnostic[]; fields?: AuthorFields; picture?: Mention }
  | { kind: 'picture'; diagnostics: Diagnostic[]; size?: PictureSize }
  /** `size` in bytes. */
  | { kind: 'download'; diagnostics: Diagnostic[]; size?: number; doubt?: Diagnostic }
  | OrganisationDocument
  | LogoDocument
  | FontDocument
  | { kind: 'stray'; diagnostics: Diagnostic[] }

export type Parsed = {
  document: Document
  compile?: ParsedBody['compile']
  plain?: ParsedBody['plain'] | undefined
}

export function parseDocument(what: FileKind, bytes: Uint8Array, schemas: Schemas): Parsed {
  if (what.kind === 'picture') return { document: { kind: 'picture', ...readPicture(bytes, what) } }
  if (what.kind === 'download') return { document: downloadDocument(what, bytes.length) }
  if (isSettings(what)) return { document: parseOrganisation(what.kind, bytes) }
  if (what.kind === 'logo') return { document: parseLogo(bytes, what.type) }
  if (what.kind === 'font') return { document: parseFont(bytes) }
  const diagnostics = what.problem ? [diagnostic(what.problem.ruleId, top, what.problem.message)] : []
  if (what.kind === 'stray') return { document: { kind: 'stray', diagnostics } }
  const decoded = decode(bytes)
  if ('problem' in decoded) {
    const document: Document = { kind: what.kind, diagnostics: [...diagnostics, decoded.problem] }
    return { document: what.kind === 'author' ? document : { ...document, ...draftMark(bytes) } }
  }
  if (what.kind === 'author') return { document: parseAuthor(decoded.text, diagnostics, schemas) }
  const { document, compile, plain } = parseText(what, decoded.text, diagnostics, schemas)
  return {
    document: { ...document, ...draftMark(bytes) },
    ...(!hasErrors(document) && { compile, plain }),
  }
}

/** Nothing of it is read. */
export function downloadDocument({ doubt }: Extract<FileKind, { kind: 'download' }>, size: number): Document {
  return {
    kind: 'download',
    diagnostics: [],
    size,
    ...(doubt && { doubt: diagnostic(doubt.ruleId, top, doubt.message) }),
  }
}

/** Whatever the encoding: the field's name is plain in most of them. */
export function draftMark(bytes: Uint8Array): { isDraft?: true } {
  return saysDraft(Buffer.from(bytes).toString('latin1')) ? { isDraft: true } : {}
}

function parseAuthor(text: string, misnamed: Diagnostic[], schemas: Schemas): Document {
  const fields = readFields(text, text, 0)
  const { values, readable, diagnostics } = checkFields(fields, schemas.author)
  const { picture: to } = schemas.inAuthors.safeParse(readable).data ?? {}
  return {
    kind: 'author',
    diagnostics: inReadingOrder([...misnamed, ...diagnostics, ...checkFocus(fields, 'picture')]),
    ...(values ? { fields: values } : {}),
    ...(to ? { picture: { ...fields.valueAt(['picture']), to } } : {}),
  }
}

function parseText(
  { kind, format }: Extract<FileKind, { kind: 'article' | 'page' }>,
  text: string,
  misnamed: Diagnostic[],
  schemas: Schemas,
): Parsed {
  const { fields, body: part, diagnostics } = takeApart(text)
  const read = part && readBody(part, text, format, fields?.data)
  const found = [...misnamed, ...diagnostics, ...(read?.diagnostics ?? [])]
  if (!fields) return { document: { kind, diagnostics: inReadingOrder(found) } }
  const body = { ...(read?.facts && { body: read.facts }), ...(fields.told && { syntax: 'toml' as const }) }
  const finish = (values: { draft?: boolean | undefined } | undefined) => {
    const draft = values?.draft
    if (!draft && part?.text.trim() === '') found.push(missingText(text))
    if (values && !draft && saysDraft(text)) found.push(lostDraft(text))
    if (!draft) found.push(...checkDescription(fields, read?.facts?.opening))
    const all = inReadingOrder([...found, ...checkTopics(fields)])
    return fields.told?.(all) ?? all
  }
  if (kind === 'page') {
    const { values, readable, diagnostics } = checkFields(fields, schemas.page)
    found.push(...diagnostics)
    const named = namedIn(fields, schemas.inPages.safeParse(readable).data)
    const rest = { ...body, named, ...(values ? { fields: values } : {}) }
    return { ...read?.made, document: { kind, diagnostics: finish(values), ...rest } }
  }
  const { values, readable, diagnostics: ofFields } = checkFields(fields, schemas.article)
  const together = schemas.inArticles.safeParse(readable).data
  found.push(...ofFields, ...checkPairs(fields, together))
  const rest = { ...body, named: namedIn(fields, together), ...(values ? { fields: values } : {}) }
  return { ...read?.made, document: { kind, diagnostics: finish(values), ...rest } }
}

/** An article of 1,000 words takes some 6 ms in a warm thread, ten times that in a new one. */
const lightLetters = 32_768
const lightMicroseconds = 100_000

function readBody(
  part: { text: string; start: number },
  file: string,
  format: 'mdx' | 'md',
  { lang, title, description }: Record<string, unknown> = {},
) {
  const before = process.threadCpuUsage()
  const titles = [typed(title), titleLine(file.slice(0, part.start))]
  const { facts, problems, compile, opening, plain } = parseBody(part.text, format, { titles })
  const length = facts && lengthOf(facts.text, typed(lang))
  const microseconds = process.threadCpuUsage(before).user
  const listed = new Set(facts?.headings.map(({ id }) => id))
  const inFile = placer(file)
  const at = (offset: number) => inFile(part.start + offset)
  return {
    made: { compile, plain },
    diagnostics: problems.map(({ ruleId, offset, message }) => diagnostic(ruleId, at(offset), message)),
    facts: facts &&
      length && {
        headings: packed(facts.headings),
        length,
        ...withoutEmpty({
          anchors: facts.anchors.filter((id) => !listed.has(id)),
          links: facts.links.map(({ offset, ...link }) => ({ ...link, ...at(offset) })),
          pictures: facts.pictures.map(({ to, offset }) => ({ to, ...at(offset) })),
        }),
        hash: hashOf(file),
        ...(!typed(description)?.trim() && { opening: opening(typed(lang)) }),
        isLight: part.text.length < lightLetters && microseconds < lightMicroseconds,
      },
  }
}

/** A document is kept for each of many thousand files, and most of its lists are empty. */
function withoutEmpty<Lists extends Record<string, readonly unknown[]>>(lists: Lists): Partial<Lists> {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length)) as Partial<Lists>
}

export function anchorsOf({ headings, anchors = [] }: BodyFacts): string[] {
  return [...unpacked(headings).map(({ id }) => id), ...anchors]
}

export function hashOf(text: string): string {
  return hash('sha256', text, 'base64url')
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

function missingText(file: string): Diagnostic {
  const message = 'there is no text below the front matter: write it, or add draft: true'
  return diagnostic('missing-text', placer(file)(file.trimEnd().length), message)
}

/** Below another field, or in a list, it would say nothing, and publish what was meant as a draft. */
function lostDraft(file: string): Diagnostic {
  const message = 'draft: true is no field of its own here: begin it at the start of its line, or remove it'
  return diagnostic('misspelt-field', placer(file)(draftAt(file)), message)
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
    ...withoutEmpty({
      author: each('author', values.author),
      reviewedBy: each('reviewedBy', values.reviewedBy),
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
    }),
    ...(image ? { image } : {}),
  }
}
