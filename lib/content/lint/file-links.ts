import { pictureTypes } from '#lib/content/file-kinds.ts'
import { addressOf, slugIn } from '#lib/content/file-paths.ts'
import { servedFile } from '#lib/content/file-places.ts'
import { type PictureTable, picturePlaces } from '#lib/content/pictures.ts'
import { decodedName, encodedPath } from '../path.ts'
import { slugify } from '../slug.ts'
import { type Addresses, deadLink, fileMeant, noAnchors, suggestion } from './dead-links.ts'
import { schemeOf } from './links.ts'

/** Undefined for every link that leads to no file; without a problem the file is there. @param path below the content folder */
export function fileLink(
  to: string,
  path: string,
  world: { addresses: Addresses; pictures: PictureTable },
): { problem: string | undefined } | undefined {
  const { addresses } = world
  if (servedFile(path, to, addresses.isDownload)) return { problem: undefined }
  const problem = problemOf(to, path, world)
  return problem === undefined ? undefined : { problem }
}

function problemOf(
  to: string,
  path: string,
  { addresses, pictures }: { addresses: Addresses; pictures: PictureTable },
): string | undefined {
  const { name, ending, anchor } = linkedFile(to) ?? {}
  if (name === undefined || ending === undefined) return undefined
  if (isText.test(ending)) return pageMeant(name, anchor, path, addresses)
  if (name.startsWith('/') || /^html?$/.test(ending)) return undefined
  const own = `${path.split('/')[0]}/${slugIn(path)}/`
  if (Object.hasOwn(pictureTypes, ending)) {
    const place = picturePlaces(path, name).find((one) => pictures.has(one))
    if (place)
      return `a link to a picture names where it is served: write ${encodedPath(`/pictures/${place}`)}`
    const file = name.slice(name.lastIndexOf('/') + 1)
    return `there is no picture "${name}": put it in content/${own} and write ${encodedPath(`/pictures/${own}${file}`)}`
  }
  const meant = fileMeant(name, own, addresses.downloads())
  // Beside a page its address could be that of a file in public/.
  const orPublic = path.startsWith('pages/')
    ? `, or write ${encodedPath(`/${name}`)} for a file in public/`
    : ''
  return `there is no file "${name}": put it in content/${own}${orPublic}.${meant}`
}

export function thingsLinked(to: string, path: string): { pictures: string[]; addresses: string[] } {
  const { name, ending = '' } = linkedFile(to) ?? {}
  const isPicture = name && !name.startsWith('/') && Object.hasOwn(pictureTypes, ending)
  return {
    pictures: isPicture ? picturePlaces(path, name) : [],
    addresses: name && isText.test(ending) ? pagesMeant(name, path) : [],
  }
}

const isText = /^(?:mdx?|markdown)$/

function linkedFile(to: string): { name: string; ending: string; anchor: string | undefined } | undefined {
  if (schemeOf(to) || to.trim().startsWith('//')) return undefined
  const [typed = '', anchor] = to.trim().split('#')
  const name = decodedName(typed.replace(/\?.*$/, '')).normalize('NFC')
  const ending = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase()
  return ending ? { name, ending, anchor } : undefined
}

/** The likeliest first. */
function pagesMeant(name: string, path: string): string[] {
  const parts = partsOf(name)
  const last = parts.at(-1)?.toLowerCase() ?? ''
  const undated = last.replace(/^\d{4}-\d\d?-\d\d?-/, '')
  const slugs = new Set([last, undated, slugify(undated)])
  const isOfPages = path.startsWith('pages/') ? !parts.includes('articles') : parts.includes('pages')
  const folders = isOfPages ? ['/', '/articles/'] : ['/articles/', '/']
  return folders.flatMap((folder) => [...slugs].map((slug) => folder + slug))
}

/** Without what other systems call a text in a folder of its own. */
function partsOf(name: string): string[] {
  const stem = name.replace(/\.\w+$/, '')
  return stem.split('/').filter((part) => !/^(?:\.\.?|_?index|readme)?$/i.test(part))
}

function pageMeant(
  name: string,
  anchor: string | undefined,
  path: string,
  addresses: Addresses,
): string | undefined {
  const all = pagesMeant(name, path)
  const page = all.find((one) => addresses.at(one))
  const wrong = 'link to the page, not to its file'
  if (!page)
    return `${wrong}: there is no page called "${partsOf(name).at(-1) ?? name}".${suggestion(all[0] ?? '', addressOf(path), addresses)}`
  const standing = addresses.at(page)
  const right = standing?.state === 'moved' ? standing.to : page
  const written = encodedPath(right) + (anchor ? `#${anchor}` : '')
  const rest = deadLink(written, addressOf(path), noAnchors, addresses)
  return `${wrong}: write ${anchor ? `${right}#${anchor}` : right}${rest ? `. Then ${rest}` : ''}`
}
