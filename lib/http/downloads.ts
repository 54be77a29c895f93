import { access, constants, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { absent } from '#lib/as-found.ts'
import { fileKind } from '#lib/content/file-kinds.ts'
import { placesAt } from '#lib/content/file-places.ts'
import { fileNamed } from '#lib/disk-names.ts'
import { rulesAt } from '#lib/routes.ts'
import { attachment, downloadKind } from './download-types.ts'
import { filePolicy } from './policy.ts'
import type { Sending } from './respond.ts'
import type { Files } from './static-files.ts'

type Options = {
  content: string
  /** Beside texts not everything is for readers. */
  isLinked: (place: string) => boolean
}

/** Looked for at each request and sent from the disk: none is kept in memory. */
export function withDownloads(files: Files, { content, isLinked }: Options): Files {
  async function fileAt(place: string): Promise<string | undefined> {
    if (!isDownload(place)) return undefined
    const [top = ''] = place.split('/')
    const root = await realpath(join(content, top))
    const file = await fileNamed(content, place)
    if (!file?.startsWith(root + sep)) return undefined
    // Where a link leads, the same rules hold as for its own name.
    const real = `${top}/${file
      .slice(root.length + 1)
      .split(sep)
      .join('/')}`
    if (!isDownload(real) || !(await stat(file)).isFile()) return undefined
    await access(file, constants.R_OK)
    return file
  }

  async function find(path: string): Promise<Sending | undefined> {
    for (const place of placesAt(path)) {
      const file = await fileAt(place).catch(absent)
      if (file === undefined || (!place.startsWith('files/') && !isLinked(place))) continue
      const name = place.slice(place.lastIndexOf('/') + 1)
      const { type, isShown } = downloadKind(name)
      return {
        page: {
          status: 200,
          type,
          bytes: { file, download: true },
          etag: '',
          policy: isShown ? '' : filePolicy,
        },
        cacheControl: rulesAt(path).cacheControl,
        headers: isShown ? {} : { 'Content-Disposition': attachment(name) },
      }
    }
    return undefined
  }

  return {
    find: async (path, query) =>
      (path.startsWith('/files/') ? await find(path) : undefined) ?? files.find(path, query),
    seen: files.seen,
  }
}

function isDownload(place: string): boolean {
  return fileKind(place.normalize('NFC'))?.kind === 'download'
}
