import { readdirSync, realpathSync, statSync } from 'node:fs'
import { basename, join, posix, relative, sep } from 'node:path'
import { isFolder, type OldSite } from './old-site.ts'

export type Assets = {
  /** @returns the file’s path from the root of the site */
  find: (address: string, file: string) => string | undefined
}

const served = [
  'static',
  'public',
  'assets',
  'source',
  'src/assets',
  'src',
  'statics',
  'app',
  'content',
  'data',
  'assets/images',
  'static/images',
  'static/img',
  'public/images',
  'images',
  'img',
]
const texts = /\.(?:md|mdx|markdown|qmd|rmd|html?|ya?ml|toml|json|[cm]?[jt]sx?|css|scss|njk|liquid)$/i

/** Where a picture or download of the old site lies: beside its text, in one of the folders that were served, or alone of its name. */
export function assetsOf(site: OldSite): Assets {
  let byName: Map<string, string[]> | undefined
  const exists = (path: string) => {
    const whole = join(site.root, path)
    const inside = relative(site.root, whole)
    if (
      inside.startsWith('..') ||
      inside.split(sep).some((part) => part === '.git' || part === 'node_modules')
    )
      return undefined
    // A text of the site is a link’s target, never a download.
    if (texts.test(path)) return undefined
    if (!statSync(whole, { throwIfNoEntry: false })?.isFile()) return undefined
    // A link may lead out of the folder.
    const isWithin = realpathSync(whole).startsWith(realpathSync(site.root) + sep)
    return isWithin ? inside.split(sep).join('/') : undefined
  }
  return {
    find(address, file) {
      const bare = pathIn(address, site)
      if (bare === undefined) return undefined
      for (const path of new Set([bare, decoded(bare)])) {
        const folder = posix.dirname(file)
        const stem = basename(file).replace(/\.\w+$/, '')
        const near = path.startsWith('/')
          ? []
          : [
              posix.join(folder, path),
              posix.join(folder, stem, path),
              posix.join(folder, 'images', path),
              posix.join(folder, stem.replace(/^\d{4}-\d\d-\d\d-/, ''), path),
            ]
        const under = path.replace(/^\/+|^(?:\.\.?\/)+/g, '').replace(/^~?@\//, '')
        const base = [posix.relative(site.root, site.content), ...served].map((one) => posix.join(one, under))
        const found = [...near, under, ...base].map(exists).find(Boolean)
        if (found) return found
      }
      byName ??= filesByName(site.root)
      const name = basename(decoded(bare)).toLowerCase()
      const [only, ...more] = byName.get(name) ?? []
      if (only && !more.length) return only
      const wanted = decoded(bare)
        .replace(/^[./]+/, '')
        .toLowerCase()
      return [only, ...more].find((path) => path?.toLowerCase().endsWith(wanted))
    },
  }
}

function pathIn(address: string, site: OldSite): string | undefined {
  const bare = address.replace(/[?#].*$/, '')
  if (!/^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(bare)) return bare || undefined
  const own =
    site.address && bare.replace(/^https?:/i, '').startsWith(`${site.address.replace(/^https?:/i, '')}/`)
  return own && site.address
    ? bare.replace(/^https?:/i, '').slice(site.address.replace(/^https?:/i, '').length)
    : undefined
}

function filesByName(root: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  const step = (at: string, depth: number) => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      if (entry.name.startsWith('.') || /^(?:node_modules|_site|vendor)$/.test(entry.name)) continue
      const path = join(at, entry.name)
      if (entry.isDirectory() && depth < 12) step(path, depth + 1)
      else if (entry.isFile() && !texts.test(entry.name)) {
        const key = entry.name.toLowerCase()
        found.set(key, [...(found.get(key) ?? []), relative(root, path).split(sep).join('/')])
      }
    }
  }
  if (isFolder(root)) step(root, 0)
  return found
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
