import { posix } from 'node:path'
import { schemeOf } from './lint/links.ts'
import { decoded, encodedPath } from './path.ts'

const served = '/files/'

/** Files that are linked from the text at `path`, and what stands behind their name; the likeliest first. */
export function filePlaces(path: string, to: string): { places: string[]; behind: string } {
  const typed = to.trim()
  const [name = ''] = typed.split(/[?#]/)
  const behind = typed.slice(name.length)
  const plain = decoded(name).normalize('NFC')
  if (!plain || plain.includes('\\') || plain.startsWith('//') || schemeOf(typed))
    return { places: [], behind }
  if (plain.startsWith('/')) return { places: placesAt(plain), behind }
  const [folder = '', file = ''] = path.split('/')
  const slug = file.replace(/\.\w+$/, '')
  const below = [`${folder}/${slug}/${plain}`, `${folder}/${plain}`].map((one) => posix.normalize(one))
  const isInside = (one: string) => [folder, 'files'].some((root) => one.startsWith(`${root}/`))
  return { places: below.filter((one) => isInside(one) && !one.endsWith('/')), behind }
}

/** What may be served at an address, decoded. */
export function placesAt(address: string): string[] {
  if (!/^\/files\//i.test(address)) return []
  const name = address.slice(served.length)
  if (!name) return []
  return [`files/${name}`, ...(/^(?:articles|pages)\//.test(name) ? [name] : [])]
}

export function addressAt(place: string): string {
  return encodedPath(served + place.replace(/^files\//, ''))
}

/** Undefined for every link that leads to no file that is there. */
export function servedFile(
  path: string,
  to: string,
  isDownload: (place: string) => boolean,
): string | undefined {
  const { places, behind } = filePlaces(path, to)
  const place = places.find(isDownload)
  return place && addressAt(place) + behind
}
