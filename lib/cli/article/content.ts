import { existsSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Settings } from '#lib/config.ts'
import { didYouMean } from '#lib/content/nearest.ts'
import { isSlug, slugify } from '#lib/content/slug.ts'
import { isReserved } from '#lib/routes.ts'

export type Place = Pick<Settings, 'contentDir' | 'dataDir'>

/** Bytes: a signed link and the name of a file must be able to hold it. */
const longestSlug = 200

/** Each problem is one in words, or undefined. */
export function folderProblem({ contentDir }: Place): string | undefined {
  if (existsSync(contentDir)) return undefined
  return `There is no content folder at ${contentDir}. Set CONTENT_DIR as the site has it.`
}

export function fileOf({ contentDir }: Place, slug: string): string | undefined {
  const articles = join(contentDir, 'articles')
  return ['mdx', 'md'].map((ending) => named(articles, `${slug}.${ending}`)).find(existsSync)
}

/** Also where its letters are stored in another way. */
export function named(folder: string, name: string): string {
  if (existsSync(join(folder, name)) || !existsSync(folder)) return join(folder, name)
  const letters = name.normalize('NFC')
  return join(folder, readdirSync(folder).find((entry) => entry.normalize('NFC') === letters) ?? name)
}

export function missing({ contentDir }: Place, slug: string): string {
  const folder = join(contentDir, 'articles')
  const names = existsSync(folder) ? readdirSync(folder) : []
  const slugs = names.filter((name) => /\.mdx?$/.test(name)).map((name) => name.replace(/\.mdx?$/, ''))
  return `There is no article "${slug}" in ${shown(folder)}.${didYouMean(slug, slugs)}`
}

/** By a slug, a file name or an address. */
export function slugMeant(typed: string): string {
  return typed
    .replace(/[/\\]+$/, '')
    .replace(/^.*[/\\]/, '')
    .replace(/\.mdx?$/, '')
    .normalize('NFC')
}

export function slugProblem(slug: string): string | undefined {
  if (Buffer.byteLength(slug) > longestSlug)
    return `an address of ${[...slug].length} letters is too long: shorten it`
  if (isReserved(`/articles/${slug}`))
    return `"${slug}" cannot be an address: /articles/${slug} belongs to the site itself. Choose another`
  if (isSlug(slug)) return undefined
  const meant = shortSlug(slug)
  const rule = `"${slug}" cannot be an address: small letters, digits and hyphens only`
  return meant ? `${rule}. Write ${meant}` : rule
}

/** Cut to the longest that an address may be; empty when it has no letter. */
export function shortSlug(text: string): string {
  const bytes = Buffer.from(slugify(text))
  if (bytes.length <= longestSlug) return bytes.toString()
  // A letter cut in two becomes a sign, and goes with what slugify drops.
  return slugify(bytes.subarray(0, longestSlug).toString())
}

export function shown(path: string): string {
  const below = relative(process.cwd(), path)
  return below.startsWith('..') ? path : below
}
