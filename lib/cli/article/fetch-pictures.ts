import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Settings } from '#lib/config.ts'
import { decode } from '#lib/content/decode.ts'
import { takeApart } from '#lib/content/front-matter.ts'
import { parseBody } from '#lib/content/mdx.ts'
import { elsewhere } from '#lib/content/pictures-elsewhere.ts'
import { slugify } from '#lib/content/slug.ts'
import { placer } from '#lib/content/source.ts'
import { type Fetched, fetchPicture } from '#lib/pictures/fetch.ts'
import { refuse, type Terminal } from '../terminal.ts'
import { folderProblem, missing, shown, slugMeant } from './content.ts'

type Wanted = { slugs: readonly string[]; mayBeNear: boolean }

/** In the whole file; `typed` is its address as it stands there. */
type Mention = { from: number; typed: string; address: string }

/** Brings pictures that stand on other sites into the folder, and names them in the texts. */
export async function fetchPictures(
  settings: Pick<Settings, 'contentDir' | 'dataDir'>,
  terminal: Terminal,
  { slugs, mayBeNear }: Wanted,
): Promise<number> {
  const problem = folderProblem(settings)
  if (problem) return refuse(terminal, problem)
  const all = textsIn(settings.contentDir)
  const wanted = slugs.map(slugMeant)
  const unknown = wanted.find((slug) => !all.some((file) => slugOf(file) === slug))
  if (unknown !== undefined) return refuse(terminal, missing(settings, unknown))
  const files = wanted.length ? all.filter((file) => wanted.includes(slugOf(file))) : all

  const known = new Map<string, Promise<Fetched>>()
  const fetched = (address: string) => {
    const one = known.get(address) ?? fetchPicture(address, { mayBeNear })
    known.set(address, one)
    return one
  }
  let count = 0
  let failed = 0
  for (const file of files) {
    const bytes = readFileSync(file)
    const read = decode(bytes)
    if (!('text' in read)) continue
    const { text } = read
    const at = placer(text)
    const changes: { mention: Mention; name: string }[] = []
    for (const mention of mentionsIn(text, file)) {
      const place = `${shown(file)}:${at(mention.from).line}`
      const found = await fetched(mention.address)
      if ('problem' in found) {
        failed++
        terminal.complain(`${place}: ${mention.address} was not fetched: ${found.problem}.`)
        continue
      }
      const name = kept(file.replace(/\.mdx?$/, ''), mention.address, found)
      changes.push({ mention, name })
      terminal.print(`${place}: ${mention.address} is now ${name}`)
    }
    if (!changes.length) continue
    if (!readFileSync(file).equals(bytes)) {
      failed++
      terminal.complain(
        `${shown(file)} was changed meanwhile and is left as it is: run the same command again.`,
      )
      continue
    }
    write(file, bytes, text, changes)
    count += changes.length
  }
  if (!count && !failed) terminal.print('No text names a picture of another site.')
  else terminal.print(`${count} ${count === 1 ? 'picture' : 'pictures'} fetched, ${failed} not.`)
  return failed ? 1 : 0
}

function textsIn(contentDir: string): string[] {
  return ['articles', 'pages'].flatMap((folder) => {
    const path = join(contentDir, folder)
    if (!existsSync(path)) return []
    const names = readdirSync(path).filter((name) => /^[^.].*\.mdx?$/.test(name) && name !== 'README.md')
    return names.sort().map((name) => join(path, name))
  })
}

function slugOf(file: string): string {
  return slugMeant(file)
}

function mentionsIn(text: string, file: string): Mention[] {
  const { body } = takeApart(text)
  const start = body?.start ?? text.length
  const image = /^image:[ \t]*["']?(https?:\/\/[^\s"']+)/m.exec(text.slice(0, start))
  const typed = image?.[1] ?? ''
  const inFields = image
    ? [{ from: image.index + image[0].length - typed.length, typed, address: typed }]
    : []
  if (!body) return inFields
  const { facts } = parseBody(body.text, file.endsWith('.md') ? 'md' : 'mdx')
  const named = [
    ...(facts?.elsewhere ?? []),
    ...(facts?.pictures ?? []).map(({ to, offset }) => [offset, to] as const),
  ]
  const found = new Map<number, Mention>()
  for (const [offset, to] of named) {
    const address = elsewhere(to)?.to
    const from = address ? placeOf(body.text, to, offset) : -1
    if (address && from !== -1) found.set(from, { from: start + from, typed: to, address })
  }
  return [...inFields, ...[...found.values()].sort((a, b) => a.from - b.from)]
}

/** Where it is shown, or on the line that its reference leads to. */
function placeOf(body: string, to: string, offset: number): number {
  const end = body.slice(offset).search(/\n[ \t]*\n|$(?![\s\S])/)
  const own = body.slice(offset, offset + end).indexOf(to)
  if (own !== -1) return offset + own
  for (const { 0: lead, index } of body.matchAll(/^[ \t>]*\[[^\]\n]+\]:[ \t]*<?/gm))
    if (body.startsWith(to, index + lead.length)) return index + lead.length
  return -1
}

/** Beside the article; the same picture is kept once. */
function kept(
  folder: string,
  address: string,
  { bytes, ending }: Exclude<Fetched, { problem: string }>,
): string {
  const stem = slugify(elsewhere(address)?.name.replace(/\.\w+$/, '') ?? '').slice(0, 60) || 'picture'
  mkdirSync(folder, { recursive: true })
  for (let number = 1; ; number++) {
    const name = `${stem}${number > 1 ? `-${number}` : ''}.${ending}`
    const file = join(folder, name)
    if (existsSync(file) && !readFileSync(file).equals(bytes)) continue
    if (!existsSync(file)) whole(file, bytes)
    return name
  }
}

function write(
  file: string,
  before: Buffer,
  text: string,
  changes: readonly { mention: Mention; name: string }[],
): void {
  let changed = text
  for (const { mention, name } of changes.toSorted((a, b) => b.mention.from - a.mention.from))
    changed = changed.slice(0, mention.from) + name + changed.slice(mention.from + mention.typed.length)
  const mark =
    before.subarray(0, 3).equals(Buffer.from('\ufeff')) && !changed.startsWith('\ufeff') ? '\ufeff' : ''
  whole(file, Buffer.from(mark + changed))
}

/** A site that follows the folder never sees half of it. */
function whole(file: string, bytes: Uint8Array): void {
  const part = join(file, '..', `.${basename(file)}.${process.pid}.part`)
  writeFileSync(part, bytes)
  renameSync(part, file)
}
