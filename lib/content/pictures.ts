import { posix } from 'node:path'
import { pictureFolders, pictureTypes } from './file-kinds.ts'
import { schemeOf } from './lint/links.ts'
import { nearest } from './nearest.ts'
import { decoded } from './path.ts'

export type PictureTable = ReadonlyMap<string, PictureSize | null>

/** As it is shown, in pixels; `version` changes with the content. */
export type PictureSize = { width: number; height: number; version: string }

/**
 * In the folder of that name, then beside the file; or by the address it is served at. One that is named by a path, as
 * `/images/x.png`, is looked for by the whole of it, then in the folders of pictures, then by its name alone.
 */
export function picturePlaces(path: string, name: string): string[] {
  const [folder = '', file = ''] = path.split('/')
  const slug = file.replace(/\.\w+$/, '')
  const whole = decoded(name.trim()).normalize('NFC').replaceAll('\\', '/')
  const plain = whole.split(/[?#]/)[0] ?? ''
  if (plain.startsWith('/pictures/'))
    return [tidy(plain.slice('/pictures/'.length))].filter((one) => one !== undefined)
  if (plain.startsWith('//') || schemeOf(plain)) return []
  // A # may be part of the name.
  const names = whole === plain ? [plain] : [whole, plain]
  const own = (one: string) => [`${folder}/${slug}/${one}`, `${folder}/${one}`]
  const isPath = plain.includes('/')
  const fromRoot = names
    .map((one) => posix.normalize(`/${one}`).slice(1))
    .map((one) => one.replace(/^(?:\.\.\/)+/, ''))
  const places = [
    ...(plain.startsWith('/') ? [] : names.flatMap(own)),
    ...(isPath
      ? fromRoot.flatMap((one) => [...own(one), one, ...pictureFolders.map((root) => `${root}/${one}`)])
      : []),
    ...(isPath ? names.flatMap((one) => own(one.slice(one.lastIndexOf('/') + 1))) : []),
  ]
  const tidied = places.map(tidy).filter((one) => one !== undefined)
  return [...new Set(tidied)].filter((one) => one.startsWith(`${folder}/`) || isPictureFolder(one))
}

function isPictureFolder(place: string): boolean {
  return pictureFolders.some((root) => place.startsWith(`${root}/`))
}

export function servedPicture(
  table: PictureTable,
  path: string,
  name: string,
): ({ path: string } & PictureSize) | undefined {
  for (const place of picturePlaces(path, name)) {
    const size = table.get(place)
    if (size) return { path: `/pictures/${place.split('/').map(encodeURIComponent).join('/')}`, ...size }
  }
  return undefined
}

export function pictureProblem(table: PictureTable, path: string, name: string): string | undefined {
  if (servedPicture(table, path, name)) return undefined
  const [folder = '', file = ''] = path.split('/')
  const slug = file.replace(/\.\w+$/, '')
  if (/^(?:https?:)?\/\//i.test(name.trim()))
    return `a picture must be a file of this site, found "${name}": save it in content/${folder}/${slug}/ and write its name`
  const bare = name.trim().split(/[?#]/)[0]?.split(/[\\/]/).at(-1) ?? ''
  const isPath = bare !== '' && bare !== name && !schemeOf(name) && !name.startsWith('/pictures/')
  if (schemeOf(name)) return `a picture must be a file beside the article, found "${name.slice(0, 60)}"`
  const places = picturePlaces(path, name)
  if (places.some((place) => table.has(place)))
    return `the picture "${name}" cannot be read: save it again as JPEG or PNG`
  if (isPath && /^\/|\\/.test(name))
    return `there is no picture "${name}": put it in content/${folder}/${slug}/ and write ${bare}`
  const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase()
  if (ending && !Object.hasOwn(pictureTypes, ending))
    return `a picture must be a JPEG, PNG, WebP, AVIF, GIF or SVG, found "${name}"`
  const near = [...table.keys()]
    .filter((one) => one.startsWith(`${folder}/`))
    .map((one) => one.slice(folder.length + 1))
    .map((one) => (one.startsWith(`${slug}/`) ? one.slice(slug.length + 1) : one))
  const stem = (one: string) => one.replace(/\.\w+$/, '').toLowerCase()
  const meant = near.find((one) => stem(one) === stem(name)) ?? nearest(name, near)
  const hint = meant ? ` Did you mean "${meant}"?` : ''
  return `there is no picture "${name}": put it in content/${folder}/${slug}/.${hint}`
}

/** Undefined when it leads above where it starts. */
function tidy(path: string): string | undefined {
  const tidied = posix.join('.', path).replace(/\/$/, '')
  return tidied === '..' || tidied.startsWith('../') ? undefined : tidied
}
