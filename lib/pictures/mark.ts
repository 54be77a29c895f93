import type { MarkFile, SiteMark } from '#lib/site-mark.ts'
import { loadSharp } from './decoder.ts'
import { written } from './lettering.ts'
import { heaviestShare, shareSize } from './share.ts'

type Drawn = Omit<SiteMark, 'logo'> & { logo: Logo | undefined }
type Layer = { input: Buffer; left: number; top: number }
type Size = { width: number; height: number }
type Logo = { bytes: Buffer; width: number; height: number }

/** A PNG, or an icon made of some; without a logo that can be drawn the name stands for it. */
export async function makeMark(file: MarkFile, mark: Drawn): Promise<Buffer> {
  const sized = await drawable(mark)
  if (file === 'share.png') return card(sized)
  if (file === 'favicon.ico') {
    const small = isStrip(sized) ? { ...sized, logo: undefined } : sized
    return icoOf(
      await Promise.all([16, 32, 48].map(async (size) => ({ size, png: await tile(small, size, 0.06) }))),
    )
  }
  if (file === 'apple-touch-icon.png') return tile(sized, 180, 0.14)
  return tile(sized, file === 'icon-192.png' ? 192 : 512, 0.14)
}

/** In a tab nothing would be left of it: the letter is. */
function isStrip({ logo }: Drawn): boolean {
  return logo !== undefined && Math.max(logo.width / logo.height, logo.height / logo.width) > 4
}

/** Without a logo that cannot be drawn. */
export async function drawable<Drawn extends { logo: Logo | undefined }>(mark: Drawn): Promise<Drawn> {
  const { logo } = mark
  if (!logo) return mark
  return logoWithin(logo, { width: 16, height: 16 }).then(
    () => mark,
    () => ({ ...mark, logo: undefined }),
  )
}

export async function logoWithin({ bytes, width, height }: Logo, box: Size): Promise<Buffer> {
  const sharp = await loadSharp()
  const scale = Math.min(box.width / width, box.height / height)
  // Of a drawing this is its resolution.
  const density = Math.min(Math.max(72 * scale, 1), 20_000)
  return sharp(bytes, { density, limitInputPixels: 100e6 })
    .timeout({ seconds: 10 })
    .resize({ ...box, fit: 'inside' })
    .png()
    .toBuffer()
}

async function tile({ logo, letter, colours }: Drawn, size: number, edge: number): Promise<Buffer> {
  if (logo) {
    const inner = Math.round(size * (1 - 2 * edge))
    return onGround(
      { width: size, height: size },
      colours.paper,
      await logoWithin(logo, { width: inner, height: inner }),
    )
  }
  const inner = Math.round(size * 0.56)
  const drawn = letter && (await written(letter, { width: inner * 2, height: inner }, colours.paper))
  return onGround({ width: size, height: size }, colours.accent, ...(drawn ? [drawn] : []))
}

async function card({ logo, name, colours }: Drawn): Promise<Buffer> {
  const { width, height } = shareSize
  const drawn = logo
    ? await logoWithin(logo, { width: 800, height: 340 })
    : await written(name, { width: 960, height: 300 }, colours.ink)
  if (!drawn)
    return onGround(
      shareSize,
      colours.paper,
      await flat({ width: width - 72, height: height - 72 }, colours.accent),
    )
  const rule = await flat({ width, height: 18 }, colours.accent)
  const bytes = await onGround(shareSize, colours.paper, { input: rule, left: 0, top: height - 18 }, drawn)
  if (bytes.length < heaviestShare) return bytes
  // Its logo is a photograph.
  const sharp = await loadSharp()
  return sharp(bytes).png({ palette: true }).toBuffer()
}

/** Buffers in the middle, layers where they say. */
export async function onGround(
  size: Size,
  colour: string,
  ...parts: readonly (Buffer | Layer)[]
): Promise<Buffer> {
  const sharp = await loadSharp()
  return sharp({ create: { ...size, channels: 3, background: colour } })
    .composite(parts.map((part) => (Buffer.isBuffer(part) ? { input: part, gravity: 'centre' } : part)))
    .removeAlpha()
    .png({ compressionLevel: 9 })
    .toBuffer()
}

export async function flat(size: Size, background: string): Promise<Buffer> {
  const sharp = await loadSharp()
  return sharp({ create: { ...size, channels: 3, background } })
    .png()
    .toBuffer()
}

/** PNG within ICO, which every browser of the last fifteen years reads. */
function icoOf(icons: readonly { size: number; png: Buffer }[]): Buffer {
  const head = Buffer.alloc(6 + 16 * icons.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(icons.length, 4)
  let offset = head.length
  for (const [index, { size, png }] of icons.entries()) {
    const at = 6 + 16 * index
    head.writeUInt8(size, at)
    head.writeUInt8(size, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  }
  return Buffer.concat([head, ...icons.map(({ png }) => png)])
}
