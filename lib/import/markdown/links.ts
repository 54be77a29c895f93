import { posix } from 'node:path'
import { slugify } from '#lib/content/slug.ts'
import type { Doc } from './documents.ts'
import type { OldSite } from './old-site.ts'

export type Links = {
  /** @returns the old path of the text that is meant, with what follows a # */
  refer: (target: string, from: Doc) => string | undefined
  link: (href: string, from: Doc) => string | undefined
}

const textEnd = /(?:\/_?index)?\.(?:md|mdx|markdown|qmd|rmd)$/i

/** Links between texts by their files, names and paths; each becomes the old path, which is then made the new one. */
export function linksOf(
  docs: readonly Doc[],
  site: OldSite,
  find: (address: string, file: string) => string | undefined,
): Links {
  const byFile = new Map(docs.map((doc) => [doc.file.toLowerCase(), doc]))
  const byStem = new Map<string, Doc[]>()
  for (const doc of docs)
    for (const key of new Set([
      doc.named.stem,
      doc.slug,
      slugify(doc.title),
      (doc.file.split('/').pop() ?? '').replace(/\.\w+$/, ''),
    ])) {
      const name = key.toLowerCase()
      byStem.set(name, [...(byStem.get(name) ?? []), doc])
    }
  const prefix = posix.relative(site.root, site.content)

  const byPath = (path: string, from: Doc): Doc | undefined => {
    const inside = path.replace(/^@?\/+/, '').replace(/^~\//, '')
    const bases =
      path.startsWith('/') || path.startsWith('@')
        ? [prefix, '.']
        : [
            posix.dirname(from.file),
            posix.join(posix.dirname(from.file), from.named.stem),
            prefix,
            posix.join(prefix, '_posts'),
            '.',
          ]
    const ends = textEnd.test(inside) ? [''] : ['.md', '.mdx', '/index.md', '/index.mdx', '.qmd', '.markdown']
    for (const base of bases)
      for (const end of ends) {
        const found = byFile.get(posix.join(base, inside.replace(/\/$/, '') + end).toLowerCase())
        if (found) return found
      }
    return undefined
  }

  const refer = (target: string, from: Doc): string | undefined => {
    const [path = '', hash] = splitHash(decoded(target.trim()))
    if (!path) return undefined
    const stem = path.replace(textEnd, '').replace(/\/$/, '').split('/').pop()?.toLowerCase() ?? ''
    const named =
      byPath(path, from) ??
      nearest(byStem.get(stem), from) ??
      nearest(byStem.get(stem.replace(/^\d{4}-\d\d-\d\d-/, '')), from)
    return named && addressOf(named) + hash
  }

  return {
    refer,
    link(href, from) {
      if (/^(?:javascript|data|vbscript|file):/i.test(href)) return undefined
      if (/^(?:[a-z][a-z\d+.-]*:|\/\/|#)/i.test(href)) return href
      const [path = '', hash] = splitHash(href)
      const clean = decoded(path.replace(/\?.*$/, ''))
      if (textEnd.test(clean) || clean.startsWith('@/')) {
        const found = refer(clean + hash, from)
        if (found) return encodeURI(decoded(found))
        return clean.replace(textEnd, '/').replace(/^@?(?=\/)/, '') + hash
      }
      const file = /\.\w{1,5}$/.test(clean) && find(clean, from.file)
      if (file) return encodeURI(`/${file}`)
      if (path.startsWith('/')) return href
      const beside = byPath(clean, from)
      if (beside) return encodeURI(addressOf(beside)) + hash
      return whole(href, addressOf(from))
    },
  }
}

function addressOf(doc: Doc): string {
  return doc.oldPaths[0] ?? `/${doc.slug}/`
}

function nearest(docs: readonly Doc[] | undefined, from: Doc): Doc | undefined {
  return docs?.find(({ lang }) => lang === from.lang) ?? docs?.[0]
}

function splitHash(target: string): [string, string] {
  const at = target.indexOf('#')
  return at === -1 ? [target, ''] : [target.slice(0, at), target.slice(at)]
}

/** As a browser goes from the page that held it; undefined where it runs a program, whose scheme hides behind signs. */
function whole(href: string, base: string): string | undefined {
  try {
    const url = new URL(href, `http://old.invalid${encodeURI(base)}`)
    return url.protocol === 'http:' ? url.pathname + url.search + url.hash : undefined
  } catch {
    return href
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
