/** What is decoded, by its ending; others are sent as they are. */
export const decodable: ReadonlySet<string> = new Set(['.jpeg', '.jpg', '.png', '.webp'])

/** Pixels of the largest picture that is decoded: it takes four times as many bytes. */
const mostPixels = 100e6
/** Seconds that it may take. */
const longest = 10

/** Opens a picture to be made smaller, within bounds: what it is made into fails where it cannot be decoded. */
export async function openPicture(file: string) {
  const sharp = await loadSharp()
  return sharp(file, { limitInputPixels: mostPixels }).timeout({ seconds: longest })
}

/** Why a picture cannot be made smaller, in a writer's words; undefined when it can. */
export async function whyNotDecoded(file: string): Promise<string | undefined> {
  try {
    const picture = await openPicture(file)
    await picture.resize({ width: 16 }).raw().toBuffer()
    return undefined
  } catch (error) {
    if (/pixel limit/.test(String(error)))
      return 'this picture has more than 100 million pixels: save it again, at most 2,400 pixels wide'
    return 'this picture is damaged, or was cut off when it was copied: copy it again, or save it again as JPEG or PNG'
  }
}

/** Loaded with the first picture that is decoded: a start would take a tenth of a second longer for it. */
async function loadSharp() {
  const { default: sharp } = await import('sharp')
  // No picture is decoded twice: what sharp keeps of the last ones would never be used.
  sharp.cache(false)
  // Whatever a file is called, only these are read: others, such as drawings, could load more.
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] })
  return sharp
}
