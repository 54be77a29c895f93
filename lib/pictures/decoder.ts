import type { Sharp } from 'sharp'

export const decodable: ReadonlySet<string> = new Set([
  ...['.avif', '.jfif', '.jpeg', '.jpg', '.png', '.svg', '.webp'],
])

/** It takes four times as many bytes. */
export const mostPixels = 100e6
/** A JPEG as cameras write them is made smaller while it is read, and takes few bytes. */
const mostPixelsOfCamera = 400e6
/** Seconds. */
export const longest = 10

/** `width` and `height` are those that are shown, after it was turned. */
export type PictureHead = {
  format: string
  width: number
  height: number
  isUpright: boolean
  isMoving: boolean
  most: number
}

export async function readHead(file: string): Promise<PictureHead> {
  const sharp = await loadSharp()
  const head = await sharp(file, { limitInputPixels: false }).metadata()
  const { format, compression, autoOrient, orientation = 1, pages = 1, isProgressive } = head
  // The head of a HEIC can be read, its picture cannot.
  if (format === 'heif' && compression !== 'av1') throw new Error('no picture that is decoded here')
  const most = format === 'jpeg' && !isProgressive ? mostPixelsOfCamera : mostPixels
  return { format, ...autoOrient, isUpright: orientation === 1, isMoving: pages > 1, most }
}

export async function openPicture(file: string, { most }: Pick<PictureHead, 'most'>): Promise<Sharp> {
  const sharp = await loadSharp()
  // Of one that was cut off, what is there is shown.
  return sharp(file, { limitInputPixels: most, failOn: 'none' }).timeout({ seconds: longest }).autoOrient()
}

export async function whyNotDecoded(file: string): Promise<string | undefined> {
  try {
    const { most } = await readHead(file)
    const sharp = await loadSharp()
    const picture = sharp(file, { limitInputPixels: most }).timeout({ seconds: longest })
    await picture.resize({ width: 16 }).raw().toBuffer()
    return undefined
  } catch (error) {
    if (/pixel limit/.test(String(error)))
      return 'this picture has more than 100 million pixels: save it again, at most 2,400 pixels wide'
    return 'this picture is damaged, or was cut off when it was copied: copy it again, or save it again as JPEG or PNG'
  }
}

let loaded: ReturnType<typeof configuredSharp> | undefined

export function loadSharp() {
  loaded ??= configuredSharp()
  return loaded
}

/** Once only: a picture that is opened while formats are blocked would fail. */
async function configuredSharp() {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  // Whatever a file is called, only these are read: others, such as drawings, could load more.
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: ['Jpeg', 'Png', 'Webp', 'Heif', 'Nsgif'].map((format) => `VipsForeignLoad${format}`),
  })
  // Drawings and the organisation's logo, from memory: without a place of their own they can name no other file.
  sharp.unblock({ operation: ['VipsForeignLoadSvgBuffer'] })
  return sharp
}
