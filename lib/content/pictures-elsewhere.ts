import { schemeOf } from './lint/links.ts'
import { shortened } from './nearest.ts'
import { decoded } from './path.ts'

/** Undefined for a file of this site. `to`: where a reader may look at it; `name` stands in for a missing description. */
export function elsewhere(src: string): { to: string | undefined; name: string } | undefined {
  const typed = src.trim()
  const to = typed.startsWith('//') ? `https:${typed}` : typed
  const scheme = schemeOf(to)
  if (scheme === undefined) return undefined
  if (!/^https?$/.test(scheme) || !URL.canParse(to)) return { to: undefined, name: '' }
  const { href, pathname, hostname } = new URL(to)
  return { to: href, name: decoded(pathname.split('/').at(-1) ?? '') || hostname }
}

/** Undefined for a file of this site. */
export function pictureElsewhere(src: string): string | undefined {
  const other = elsewhere(src)
  if (!other) return undefined
  return other.to
    ? `the picture "${shortened(src)}" is on another site, and readers get a link to it: save it beside the article and write its name, or let npm run article -- fetch-pictures do so`
    : `the picture "${shortened(src)}" is no file of this site, and readers get its description alone: save it beside the article and write its name`
}
