import { isReserved } from '#lib/routes.ts'
import { addressOf } from './file-paths.ts'
import type { Unplaced } from './lint/diagnostic.ts'
import { isSlug, slugify } from './slug.ts'

export type FileKind =
  | { kind: 'article' | 'page'; format: 'mdx' | 'md'; problem: Problem | undefined }
  | { kind: 'author'; problem: Problem | undefined }
  | { kind: 'picture'; isDrawing: boolean }
  /** Served as it is; where it may be a text under a wrong name, `doubt` is said unless a text links to it. */
  | { kind: 'download'; doubt: Problem | undefined }
  | { kind: 'site' | 'theme' | 'words' | 'redirects' | 'front' }
  | { kind: 'logo'; type: 'svg' | 'png' }
  | { kind: 'font' }
  | { kind: 'stray'; problem: Problem }

type Problem = Omit<Unplaced, 'offset'>

/** Where other systems keep the pictures that a text names from the root: `/images/x.png`. Nothing else is read there. */
export const pictureFolders = ['assets', 'images', 'media', 'static', 'uploads'] as const

export const folders = ['articles', 'authors', 'files', 'pages', ...pictureFolders] as const

/** Parts of its path, of which no one needs so many. */
const deepest = 12

export const pictureTypes: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  gif: 'image/gif',
  jfif: 'image/jpeg',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  png: 'image/png',
  svg: 'image/svg+xml',
  webp: 'image/webp',
}

/** Undefined for what editors and systems leave behind. */
export function fileKind(path: string): FileKind | undefined {
  const parts = path.split('/')
  const [folder = ''] = parts
  const file = parts.at(-1) ?? ''
  if (parts.some(folder === 'files' ? isHalfMade : isLeftBehind)) return undefined
  if (path.normalize('NFC') !== path)
    return { kind: 'stray', problem: { ruleId: 'same-address', message: sameLetters } }
  const dot = file.lastIndexOf('.')
  const stem = dot > 0 ? file.slice(0, dot) : file
  const ending = dot > 0 ? file.slice(dot + 1) : ''
  if (parts.length === 1) return ofOrganisation(file)
  if (folder === 'files') return parts.length <= deepest ? { kind: 'download', doubt: undefined } : undefined
  const lower = ending.toLowerCase()
  if (Object.hasOwn(pictureTypes, lower)) return { kind: 'picture', isDrawing: lower === 'svg' }

  const isBody = ending === 'mdx' || ending === 'md'
  if (folder === 'articles' || folder === 'pages') {
    const one = folder === 'articles' ? 'article' : 'page'
    if (!isBody) {
      const message = strayProblem(file, ending, `${one}s end in .mdx or .md`)
      if (/^(?:mdx|md)$/i.test(ending)) return stray(message)
      const isAmongTexts = parts.length === 2
      const doubt: Problem = { ruleId: 'stray-file', message }
      return { kind: 'download', doubt: isAmongTexts || isUnshown(ending) ? doubt : undefined }
    }
    if (parts.length > 2) return stray(`${one}s stand directly in the folder ${folder}: move this file there`)
    const problem = nameProblem(stem, ending) ?? reservedProblem(path, one)
    return { kind: one, format: ending, problem }
  }
  if (folder === 'authors') {
    if (ending !== 'yml') return stray(strayProblem(file, ending, 'authors end in .yml'))
    if (parts.length > 2) return stray('authors stand directly in the folder authors: move this file there')
    return { kind: 'author', problem: nameProblem(stem, ending) }
  }
  return undefined
}

const ofOrganisationFiles: Readonly<Record<string, FileKind>> = {
  'site.yml': { kind: 'site' },
  'theme.yml': { kind: 'theme' },
  'words.yml': { kind: 'words' },
  'redirects.yml': { kind: 'redirects' },
  'front.yml': { kind: 'front' },
  'logo.svg': { kind: 'logo', type: 'svg' },
  'logo.png': { kind: 'logo', type: 'png' },
  'logo-dark.svg': { kind: 'logo', type: 'svg' },
  'logo-dark.png': { kind: 'logo', type: 'png' },
}

function ofOrganisation(file: string): FileKind | undefined {
  if (Object.hasOwn(ofOrganisationFiles, file)) return ofOrganisationFiles[file]
  if (/^[\w-]+\.woff2$/.test(file)) return { kind: 'font' }
  const meant = file
    .toLowerCase()
    .replace(/\.ya?ml$/, '.yml')
    .replace(/^logo[_ ]?dark\./, 'logo-dark.')
  if (Object.hasOwn(ofOrganisationFiles, meant)) return stray(`this file is not read: rename it to ${meant}`)
  return /^logo(?:-dark)?\.(?:jpe?g|webp|avif|gif|bmp|tiff?|heic|pdf|eps|ai)$/.test(meant)
    ? stray(`this file is not read: save the logo as ${meant.replace(/\.\w+$/, '')}.svg or .png`)
    : undefined
}

function stray(message: string): FileKind {
  return { kind: 'stray', problem: { ruleId: 'stray-file', message } }
}

/** Decomposed letters mark a second file: see `scan`. */
const sameLetters =
  'another file has the same name, its letters only stored in another way: remove or rename one of the two'

function isLeftBehind(name: string): boolean {
  return name === 'README.md' || name === '4913' || isHalfMade(name)
}

function isHalfMade(name: string): boolean {
  return /^[.#]|[~#]$|\.(?:bak|crdownload|download|filepart|lock|orig|part|swo|swp|swx|tmp)$|^(?:Thumbs\.db|desktop\.ini)$/i.test(
    name,
  )
}

function strayProblem(file: string, ending: string, rule: string): string {
  const lower = ending.toLowerCase()
  if (/^(?:mdx|md|yml)$/.test(lower) && lower !== ending)
    return `the ending .${ending} must be in small letters: rename the file to ${file.slice(0, -ending.length)}${lower}`
  if (lower === 'yaml') return `${rule}: rename the file to ${file.slice(0, -ending.length)}yml`
  if (isUnshown(ending))
    return `a picture must be a JPEG, PNG, WebP, AVIF, GIF or SVG: save this .${ending} as one of them`
  return `this file is not read: ${rule}, pictures in .jpg, .png, .webp, .avif, .gif or .svg`
}

/** A picture that no page can show. */
function isUnshown(ending: string): boolean {
  return /^(?:heic|tiff?|bmp)$/i.test(ending)
}

function nameProblem(stem: string, ending: string): Problem | undefined {
  if (isSlug(stem)) return undefined
  const meant = slugify(stem) || 'our-new-clinic'
  const rule = 'the name of the file becomes its address: small letters, digits and hyphens only'
  const message = `${rule}. Rename it to ${slugify(stem) ? '' : 'words, such as '}${meant}.${ending}`
  return { ruleId: 'file-name', message }
}

function reservedProblem(path: string, kind: 'article' | 'page'): Problem | undefined {
  const address = addressOf(path)
  return isReserved(address)
    ? {
        ruleId: 'reserved-address',
        message: `the address ${address} belongs to the site itself: give the ${kind} another name`,
      }
    : undefined
}

export function isArticle(path: string): boolean {
  return fileKind(path)?.kind === 'article'
}
