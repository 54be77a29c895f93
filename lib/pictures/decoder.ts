import type { Sharp } from 'sharp'

/** What is decoded, by its ending, to be made smaller; a GIF is sent in its own size. */
export const decodable: ReadonlySet<string> = new Set(['.avif', '.jpeg', '.jpg', '.png', '.webp'])

/** Pixels of the largest picture that is decoded: it takes four times as many bytes. */
const mostPixels = 100e6
/** The same for a JPEG that is made smaller while it is read, as cameras write them: it takes few. */
const mostPixelsOfCamera = 400e6
/** Seconds that it may take. */
const longest = 10

/** What the head of a picture says; `width` and `height` are those that are shown, after it was turned. */
export type PictureHead = {
  format: string
  width: number
  height: number
  isUpright: boolean
  /** Not known of a PNG. */
  isMoving: boolean
  /** Pixels that it may have. */
  most: number
}

/** @throws when it is no picture that can be decoded */
export async function readHead(file: string): Promise<PictureHead> {
  const sharp = await loadSharp()
  const head = await sharp(file, { limitInputPixels: false }).metadata()
  const { format, compression, autoOrient, orientation = 1, pages = 1, isProgressive } = head
  // The head of a HEIC can be read, its picture cannot.
  if (format === 'heif' && compression !== 'av1') throw new Error('no picture that is decoded here')
  const most = format === 'jpeg' && !isProgressive ? mostPixelsOfCamera : mostPixels
  return { format, ...autoOrient, isUpright: orientation === 1, isMoving: pages > 1, most }
}

/**
 * Opens a picture, turned as it is to be seen, within bounds: what it is made into fails where it cannot be decoded.
 */
export async function openPicture(file: string, { most }: Pick<PictureHead, 'most'>): Promise<Sharp> {
  const sharp = await loadSharp()
  // Of one that was cut off, what is there is shown.
  return sharp(file, { limitInputPixels: most, failOn: 'none' }).timeout({ seconds: longest }).autoOrient()
}

/** Why a picture cannot be shown whole, in a writer's words; undefined when it can. */
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

/** Loaded with the first picture that is decoded: a start would take a tenth of a second longer for it. */
function loadSharp() {
  loaded ??= configuredSharp()
  return loaded
}

/** Once only: what is blocked is so for the whole process, and a picture that is opened at that moment would fail. */
async function configuredSharp() {
  const { default: sharp } = await import('sharp')
  // No picture is decoded twice: what sharp keeps of the last ones would never be used.
  sharp.cache(false)
  // Whatever a file is called, only these are read: others, such as drawings, could load more.
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: ['Jpeg', 'Png', 'Webp', 'Heif', 'Nsgif'].map((format) => `VipsForeignLoad${format}`),
  })
  return sharp
}
