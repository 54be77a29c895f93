import { decoded, encodedPath } from '#lib/content/path.ts'
import { slugify } from '#lib/content/slug.ts'
import { fetchFar } from '#lib/fetch-far.ts'
import type { Files } from './files.ts'
import { hashOf } from './files.ts'
import type { Addresses, Found, LocalPicture } from './local.ts'
import type { TextItem } from './model.ts'
import { isFileAddress, isPictureAddress, loadPicture, openPictureFolder, pictureName } from './pictures.ts'
import { type Plan, type PlannedText, plainAddress } from './plan.ts'
import type { Report } from './report.ts'

/** Bytes of a picture or file that is fetched. */
const largest = 60 * 1024 * 1024

type Options = {
  plan: Plan
  files: Files
  report: Report
  pictures?: string | undefined
  isFetching: boolean
  locate?: ((address: string, by: TextItem) => string | undefined) | undefined
}

/** Pictures and downloads of the texts, from the folder that was given or, when asked, from where they stood. */
export function openMedia({ plan, files, report, pictures, isFetching, locate }: Options) {
  const folder = openPictureFolder(pictures)
  const downloads = new Map<string, string | undefined>()
  const takenNames = new Map<string, string>()

  const onDisk = (address: string, by: TextItem) => locate?.(address, by) ?? folder.find(address)

  async function got(address: string, by: TextItem): Promise<string | Buffer | undefined> {
    const inline = /^data:[^;,]*(;base64)?,(.*)$/s.exec(address)
    if (inline)
      return Buffer.from(
        inline[1] ? (inline[2] ?? '') : decoded(inline[2] ?? ''),
        inline[1] ? 'base64' : 'utf8',
      )
    const found = onDisk(address, by)
    if (found || !isFetching) return found
    // The old site may stand within the same network.
    const far = { most: largest, mayBeNear: ({ href }: URL) => plan.isOwn(href) }
    const fetched = URL.canParse(whole(address))
      ? await fetchFar(whole(address), far)
      : { problem: 'the export does not say where the old site stood: name a copy by --pictures FOLDER' }
    if ('bytes' in fetched) return fetched.bytes
    report.add(
      'to-do',
      'pictures and files that could not be fetched',
      by.place,
      `${address} (${fetched.problem})`,
    )
    return undefined
  }

  function whole(address: string): string {
    const [base = ''] = plan.site.addresses
    return URL.canParse(address, base || undefined) ? new URL(address, base || undefined).href : address
  }

  const remedy = (address: string) =>
    URL.canParse(whole(address)) ? '--pictures FOLDER or --fetch-pictures' : '--pictures FOLDER'

  /** Where it still is; empty where nobody knows. */
  function elsewhere(address: string): string {
    const to = whole(address)
    return /^(?:https?:)?\/\//i.test(to) ? to : ''
  }

  async function picture(address: string, by: TextItem, text: PlannedText): Promise<LocalPicture> {
    const { alt } = plan.files.get(plainAddress(whole(address))) ?? {}
    const from = await got(address, by)
    if (from === undefined) {
      if (!isFetching)
        report.add(
          'to-do',
          `pictures that are not here: import again with ${remedy(address)}`,
          by.place,
          address,
        )
      return { src: elsewhere(address), alt }
    }
    const loaded = await loadPicture(from)
    if ('problem' in loaded) {
      report.add('to-do', loaded.problem, by.place, address.slice(0, 200))
      return { src: elsewhere(address), alt }
    }
    const below = text.path.replace(/\.md$/, '')
    const name = /^data:/.test(address)
      ? `picture-${slugify(hashOf(loaded.bytes)).slice(0, 12)}.${loaded.ending}`
      : pictureName(address, loaded.ending)
    const path = freeName(`${below}/${name}`, hashOf(loaded.bytes), loaded.bytes)
    if (files.copy(path, loaded.bytes) === 'new') report.add('taken', 'pictures')
    return { src: path.slice(below.length + 1), alt }
  }

  /** Two pictures of one name in one text. */
  function freeName(path: string, hash: string, from: string | Buffer): string {
    let free = path
    const isTaken = () => (takenNames.has(free) ? takenNames.get(free) !== hash : files.isForeign(free, from))
    for (let number = 2; isTaken(); number++) free = path.replace(/(\.\w+)$/, `-${number}$1`)
    takenNames.set(free, hash)
    return free
  }

  async function download(address: string, by: TextItem): Promise<string | undefined> {
    const plain = plainAddress(address)
    if (downloads.has(plain)) return downloads.get(plain)
    const from = await got(address, by)
    const [typed = ''] = decoded(address).split(/[?#]/)
    const [, stem = '', ending = ''] = /([^/]*?)(\.\w{1,6})$/.exec(typed) ?? []
    const name = `${slugify(stem) || 'file'}${ending.toLowerCase()}`
    let to: string | undefined
    if (from !== undefined) {
      const path = freeName(`files/${name}`, plain, from)
      if (files.copy(path, from) === 'new') report.add('taken', 'files to download')
      to = encodedPath(`/${path}`)
    } else if (!isFetching)
      report.add(
        'to-do',
        `files to download that are not here: import again with ${remedy(address)}`,
        by.place,
        address,
      )
    downloads.set(plain, to)
    return to
  }

  async function link(address: string, by: TextItem): Promise<string | undefined> {
    const typed = address.trim()
    if (!typed || /^(?:javascript|data|vbscript|file|about):/i.test(typed)) return undefined
    if (/^(?:mailto|tel):|^#/i.test(typed)) return typed
    const moved = plan.moved(typed)
    if (moved !== undefined) return moved
    const attached = plan.attachment(typed)
    if (attached && attached.address !== typed) return await link(attached.address, by)
    if (
      isFileAddress(typed) &&
      (plan.isOwn(typed) || /\/wp-content\/uploads\//.test(typed) || locate?.(typed, by))
    ) {
      const to = await download(typed, by)
      if (to !== undefined) return to
    } else if (plan.isOwn(typed) && plan.site.addresses.length)
      report.add('to-do', 'links into the old site to what did not come along', by.place, typed)
    const full = typed.startsWith('//') ? `https:${typed}` : typed
    return /^\/(?!\/)/.test(full) ? whole(full) : full
  }

  return {
    picture,
    find:
      (by: TextItem, text: PlannedText) =>
      async ({ pictures, links, around = [] }: Addresses): Promise<Found> => {
        const found: [string, LocalPicture][] = []
        for (const address of pictures) {
          const one = await picture(address, by, text)
          if (one.src) found.push([address, one])
        }
        const led: [string, string | undefined][] = []
        for (const address of around)
          if (!isPictureAddress(address) && !plan.attachment(address) && !links.includes(address))
            led.push([address, await link(address, by)])
        for (const address of links) led.push([address, await link(address, by)])
        return { pictures: new Map(found), links: new Map(led) }
      },
  }
}
