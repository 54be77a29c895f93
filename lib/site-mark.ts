import { createHash } from 'node:crypto'
import { type Logo, ownFiles, ownRoot } from './own-files.ts'
import { defaults, site } from './site.ts'
import { type Colours, theme } from './theme.ts'

/** What icons and the picture on share cards are made of: the logo, or the name. */
export type SiteMark = { name: string; letter: string; logo: Logo | undefined; colours: Colours }

/** Each that is made, and the file of ours where nothing is the organisation's own. */
export const markFiles = {
  'favicon.ico': '/favicon.ico',
  'apple-touch-icon.png': '/apple-touch-icon.png',
  'icon-192.png': undefined,
  'icon-512.png': undefined,
  'share.png': '/site.png',
} as const

export type MarkFile = keyof typeof markFiles

export const manifestPath = '/site.webmanifest'

export function isMarkFile(name: string): name is MarkFile {
  return Object.hasOwn(markFiles, name)
}

/** Undefined for a site that still has our name: the files in public/ bear it. */
export function siteMark(): SiteMark | undefined {
  const { logo } = ownFiles()
  const { name, lang } = site
  if (!logo && name === defaults.name) return undefined
  const [letter = ''] = /[\p{L}\p{N}]\p{M}*/u.exec(name) ?? []
  return { name, letter: letter.toLocaleUpperCase(lang), logo, colours: theme().light }
}

/** Goes up when something else is made of the same. */
const recipe = 2

export function markVersion(mark: SiteMark): string {
  return createHash('sha256')
    .update(JSON.stringify([recipe, mark]))
    .digest('hex')
}

/** With a hash of all that it is made of: other sites keep a picture by its address for weeks. */
export function markAddress<File extends MarkFile>(file: File): string | (typeof markFiles)[File] {
  const mark = siteMark()
  return mark ? `${ownRoot}${markVersion(mark).slice(0, 12)}/${file}` : markFiles[file]
}

/** W3C, Web Application Manifest. */
export function manifest(mark: SiteMark): object {
  const icon = (size: 192 | 512) => ({
    src: `${ownRoot}${markVersion(mark).slice(0, 12)}/icon-${size}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
  })
  const { paper } = mark.colours
  return {
    name: mark.name,
    start_url: '/',
    lang: site.lang,
    theme_color: paper,
    background_color: paper,
    icons: [icon(192), icon(512)],
  }
}
