import { isOfTheSite } from '#lib/routes.ts'
import type { Library } from './article.ts'
import { plainPath } from './path.ts'

/** Only pages are looked for: a setting may name any other address. */
export function hasPage(library: Pick<Library, 'page'>, address: string): boolean {
  const path = plainPath(address)
  const [, slug = '', ...more] = path.split('/')
  return more.length > 0 || isOfTheSite(path) || library.page(slug).kind !== 'missing'
}
