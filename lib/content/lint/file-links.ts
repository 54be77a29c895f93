import { pictureTypes } from '#lib/content/file-kinds.ts'
import { addressOf, slugIn } from '#lib/content/file-paths.ts'
import { type PictureTable, picturePlaces } from '#lib/content/pictures.ts'
import { decodedName, encodedPath } from '../path.ts'
import { slugify } from '../slug.ts'
import { type Addresses, deadLink, suggestion } from './dead-links.ts'
import { schemeOf } from './links.ts'

/** Files of public/ that are served and that a reader may want. */
const served = /^(?:pdf|txt)$/
/** What a word processor and its like can save as a PDF. */
const office = /^(?:docx?|key|numbers|od[gpst]|pages|pptx?|rtf|xlsx?)$/

/** Undefined for every link that leads to no file. @param path below the content folder */
export function fileLink(
  to: string,
  path: string,
  world: { addresses: Addresses; pictures: PictureTable; hasFile: (path: string) => boolean },
): string | undefined {
  const { name, ending, anchor } = linkedFile(to) ?? {}
  if (name === undefined || ending === undefined) return undefined
  if (isText.test(ending)) return pageMeant(name, anchor, path, world.addresses)
  if (name.startsWith('/') || /^html?$/.test(ending)) return undefined
  const places = picturePlaces(path, name)
  if (Object.hasOwn(pictureTypes, ending)) {
    const place = places.find((one) => world.pictures.has(one))
    if (place)
      return `a link to a picture names where it is served: write ${encodedPath(`/pictures/${place}`)}`
    const own = `${path.split('/')[0]}/${slugIn(path)}`
    const file = name.slice(name.lastIndexOf('/') + 1)
    return `there is no picture "${name}": put it in content/${own}/ and write ${encodedPath(`/pictures/${own}/${file}`)}`
  }
  // Beside a page its address could be that of a file in public/.
  if (!path.startsWith('articles/') && !places.some(world.hasFile)) return undefined
  const stem = slugify(name.slice(name.lastIndexOf('/') + 1, -ending.length - 1)) || 'file'
  const put = (file: string) =>
    `put it as ${file} in the folder public/ of the program, and write ${encodedPath(`/${file}`)}`
  if (served.test(ending)) return `the file "${name}" is not served from here: ${put(`${stem}.${ending}`)}`
  if (office.test(ending)) return `a file .${ending} is not served: save it as a PDF, ${put(`${stem}.pdf`)}`
  return `a file .${ending} is not served: link to where readers can load it, with https://`
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
  const rest = deadLink(written, addressOf(path), [], addresses)
  return `${wrong}: write ${anchor ? `${right}#${anchor}` : right}${rest ? `. Then ${rest}` : ''}`
}
