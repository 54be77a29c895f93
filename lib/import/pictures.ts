import { readdirSync, readFileSync, statSync } from 'node:fs'
import { isAbsolute, join, relative } from 'node:path'
import { imageSize } from 'image-size'
import { decoded } from '#lib/content/path.ts'
import { slugify } from '#lib/content/slug.ts'

type PictureFolder = {
  /** Where the file of an old address is, in its full size where that is there. */
  find: (address: string) => string | undefined
}

/** @param folder of the old site's uploads, or one that holds it */
export function openPictureFolder(folder: string | undefined): PictureFolder {
  const paths = new Map<string, string>()
  const names = new Map<string, string[]>()
  for (const path of folder === undefined ? [] : filesIn(folder)) {
    const plain = folded(relative(folder ?? '', path))
    paths.set(plain, path)
    const name = plain.replace(/^.*\//, '')
    names.set(name, [...(names.get(name) ?? []), path])
  }

  function at(plain: string): string | undefined {
    const parts = plain.split('/').filter(Boolean)
    for (let from = 0; from < parts.length; from++) {
      const found = paths.get(parts.slice(from).join('/'))
      if (found) return found
    }
    const [only, another] = names.get(parts.at(-1) ?? '') ?? []
    return another === undefined ? only : undefined
  }

  return {
    find(address) {
      if (!paths.size) return undefined
      const [typed = ''] = address
        .replace(/^(?:https?:)?\/\/[^/]*/i, '')
        .replace(/^__GHOST_URL__/, '')
        .split(/[?#]/)
      const plain = folded(decoded(typed))
      // What nobody can show gives way to what was saved of it.
      const ways = /\.hei[cf]$/.test(plain)
        ? ['.jpg', '.jpeg', '.png'].map((one) => plain.replace(/\.\w+$/, one))
        : []
      for (const way of [...ways, fullSize(plain), plain]) {
        const found = at(way)
        if (found !== undefined) return found
      }
      return undefined
    },
  }
}

/** The old program made smaller ones of each, and put those into texts. */
function fullSize(path: string): string {
  return path.replace(/-\d{2,5}x\d{2,5}(?=\.\w+$)/, '')
}

function folded(path: string): string {
  return path.replaceAll('\\', '/').normalize('NFC').toLowerCase()
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(isAbsolute(entry.parentPath) ? entry.parentPath : join(entry.parentPath), entry.name),
    )
}

const shown: Readonly<Record<string, string>> = {
  jpg: 'jpg',
  png: 'png',
  gif: 'gif',
  webp: 'webp',
  avif: 'avif',
}

/** Larger ones no page needs; they are told. */
const largest = 60e6

type Loaded = { bytes: Buffer; ending: string } | { problem: string }

/** What it is by its content; drawings and scans become PNG. */
export async function loadPicture(from: string | Buffer): Promise<Loaded> {
  if (typeof from === 'string' && statSync(from).size > largest)
    return { problem: 'pictures of more than 60 MB' }
  const bytes = typeof from === 'string' ? readFileSync(from) : from
  const head = bytes.subarray(0, 64).toString('latin1')
  if (/^.{4}ftyp(?:hei|hev|mif1|msf1)/s.test(head) && !head.includes('avif'))
    return {
      problem:
        'pictures in HEIC, which few browsers show: save each as JPEG under the same name beside it, and import again with that folder',
    }
  try {
    const { type = '' } = imageSize(bytes)
    const ending = type === 'heif' && bytes.subarray(0, 64).includes('avif') ? 'avif' : shown[type]
    if (ending) return { bytes, ending }
    if (type !== 'svg' && type !== 'tiff')
      return { problem: `pictures in ${type.toUpperCase()}, which no browser shows` }
    const { default: sharp } = await import('sharp')
    return { bytes: await sharp(bytes).png().toBuffer(), ending: 'png' }
  } catch {
    return { problem: 'pictures that are damaged, or are none' }
  }
}

export function pictureName(address: string, ending: string): string {
  const [path = ''] = address.split(/[?#]/)
  const stem = fullSize(decoded(path).replace(/^.*\//, '')).replace(/\.\w{1,5}$/, '')
  const plain = Buffer.from(slugify(stem)).subarray(0, 120).toString()
  return `${slugify(plain) || 'picture'}.${ending}`
}

export function isPictureAddress(address: string): boolean {
  return /\.(?:jpe?g|jfif|png|gif|webp|avif|svg|bmp|tiff?|hei[cf])(?:[?#]|$)/i.test(address)
}

export function isFileAddress(address: string): boolean {
  return (
    isPictureAddress(address) ||
    /\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|txt|csv|zip|gz|tar|7z|epub|mobi|mp3|m4a|ogg|oga|wav|flac|mp4|m4v|mov|webm|ogv|avi|wmv|ics|vtt|gpx|kml|json|xml)(?:[?#]|$)/i.test(
      address,
    )
  )
}
