/** WebP, at addresses that go on working. */
const pictureWidths: readonly number[] = [320, 480, 800, 1200, 1800, 2400]

export const widestPicture = 2400

/**
 * In pixels; wider ones are WebP. Of a wide photograph AVIF takes twice as long as WebP and twice the memory, and of a drawing
 * every line counts (docs/decisions/0013-pictures.md).
 */
function widestAvif(name: string): number {
  if (/\.png$/i.test(name)) return widestPicture
  return isDrawing(name) ? 0 : 1200
}

const place = '(?:articles|authors|pages|assets|images|media|static|uploads)/.+'
const served = new RegExp(`^/pictures/(?:([1-9]\\d*)(\\.avif)?/|(plain|small)/)?(${place})$`)
const sized = new RegExp(`^/pictures/(${place}\\.(?:avif|jfif|jpe?g|png|svg|webp))$`, 'i')

type PictureAddress = {
  name: string
  width?: number
  format: 'own' | 'webp' | 'avif' | 'plain' | 'small'
}

/** @param path decoded */
export function pictureAddress(path: string): PictureAddress | undefined {
  const [, width, avif, named, name] = served.exec(path) ?? []
  if (name === undefined) return undefined
  if (width === undefined) return { name, format: named === 'plain' || named === 'small' ? named : 'own' }
  const isMade = pictureWidths.includes(Number(width)) && (!avif || Number(width) <= widestAvif(name))
  return isMade ? { name, width: Number(width), format: avif ? 'avif' : 'webp' } : undefined
}

/** @param shown how wide it is; undefined where it is not made in widths, such as a GIF */
export function pictureSources(
  path: string,
  shown: number,
): { avif: string | undefined; webp: string } | undefined {
  const name = sized.exec(path)?.[1]
  if (!name) return undefined
  const width = isDrawing(path) ? Math.min(shown * sharpness, widestPicture) : shown
  const smaller = pictureWidths.filter((candidate) => candidate < width)
  // The next one up has all the pixels there are.
  const whole = pictureWidths.find((candidate) => candidate >= width)
  const widths = whole === undefined ? smaller : [...smaller, whole]
  const sources = (widest: number) =>
    widths
      .map((candidate) => {
        const format = candidate <= widest ? '.avif' : ''
        return `/pictures/${candidate}${format}/${name} ${Math.min(candidate, width)}w`
      })
      .join(', ')
  const widest = widestAvif(name)
  if (!widest) return { avif: undefined, webp: sources(0) }
  // Few browsers show WebP alone, most of them on telephones that take this one; every page carries these words.
  const middle = widths.findLast((candidate) => candidate <= 1200) ?? 0
  // Whatever shows AVIF shows the WebP among them too.
  return { avif: sources(widest), webp: `/pictures/${middle}/${name}` }
}

/** WebP, for what asks for one picture in the width of a text. */
export function mediumPath(path: string, width: number): string {
  const name = sized.exec(path)?.[1]
  const whole = pictureWidths.find((candidate) => candidate >= width)
  return name ? `/pictures/${Math.min(whole ?? 800, 800)}/${name}` : path
}

/** JPEG or PNG, under 300 kB: for browsers without WebP, feeds, and whatever else shows pictures. */
export function plainPath(path: string): string {
  const name = sized.exec(path)?.[1]
  return name ? `/pictures/plain/${name}` : path
}

/** In the rows of a list, where it is a few fingers wide. */
export const smallest = { width: 480, height: 640 } as const

export function smallPath(path: string): string {
  return path.replace(/^\/pictures\//, '/pictures/small/')
}

export function smallSize({ width, height }: { width: number; height: number }) {
  const scale = Math.min(smallest.width / width, smallest.height / height, 1)
  return { width: Math.max(Math.round(width * scale), 1), height: Math.max(Math.round(height * scale), 1) }
}

export function isDrawing(path: string): boolean {
  return /\.svg$/i.test(path)
}

/** Pixels of a drawing to each that it says it has: screens show up to twice as many. */
export const sharpness = 2
