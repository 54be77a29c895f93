import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import type { Sharp } from 'sharp'
import { openPicture, type PictureHead, readHead } from './decoder.ts'
import { openDrawing } from './drawing.ts'
import { type Focus, offsetFor } from './focus.ts'
import { heaviestShare, shareSize } from './share.ts'
import { type Stripped, stripped } from './strip.ts'
import { isDrawing, sharpness, smallest, widestPicture } from './widths.ts'

export type Variant =
  | { kind: 'whole' }
  /** In WebP. */
  | { kind: 'width'; width: number }
  | { kind: 'avif'; width: number }
  /** A JPEG or PNG that anything shows, and that is light enough for feeds and messengers. */
  | { kind: 'plain' }
  /** For a list: in WebP, under 60 kB; of what moves the first picture. */
  | { kind: 'small' }
  | { kind: 'share'; focus: Focus | undefined }

type Made = { bytes: Buffer } | { original: true }

const largestFile = 100e6

/** Without EXIF, GPS or comments, in sRGB or with its colour profile. */
export async function makeVariant(file: string, variant: Variant): Promise<Made | undefined> {
  if (isDrawing(file)) return ofDrawing(file, variant).catch(() => undefined)
  const head = await readHead(file).catch(() => undefined)
  if (variant.kind === 'share') return head && shared(await openPicture(file, head), head, variant.focus)
  if (variant.kind === 'plain') return head && plain(await openPicture(file, head), head)
  if (variant.kind === 'small') return head && small(await openPicture(file, head))
  if (variant.kind === 'whole' || !head) return whole(file, head)
  return smaller(file, head, variant.width, variant.kind === 'avif' ? avif : webp)
}

async function ofDrawing(file: string, variant: Variant): Promise<Made | undefined> {
  const drawing = await openDrawing(file)
  if (variant.kind === 'share') return shared(await drawing.draw(widestPicture), drawing, variant.focus)
  if (variant.kind === 'plain') return plain(await drawing.draw(widestPlain), { format: 'png' })
  if (variant.kind === 'small') return small(await drawing.draw(smallest.width * sharpness))
  const picture = await drawing.draw(variant.kind === 'whole' ? widestPicture : variant.width)
  // Networks and mails take PNG; lines and letters keep their edges in both.
  const bytes = await bytesOf(
    variant.kind === 'whole' ? picture.png() : picture.webp({ nearLossless: true, quality: 60 }),
  )
  return bytes && { bytes }
}

async function whole(file: string, head: PictureHead | undefined): Promise<Made | undefined> {
  const kept = await withoutMetadata(file)
  const isLarge = head && (head.width > widestPicture || !head.isUpright)
  if (kept && (kept.isAnimated || !isLarge)) return asMade(kept)
  const write = head && writers[head.format]
  const made = write && (await bytesOf(write(within(head, await openPicture(file, head), widestPicture))))
  return made ? { bytes: made } : kept && asMade(kept)
}

/** An AVIF becomes WebP, which more programs open. */
const writers: Readonly<Record<string, Writer>> = {
  jpeg: (picture) => picture.jpeg({ quality: 82 }),
  png: (picture) => picture.png(),
  webp: (picture) => picture.webp({ quality: 82 }),
  heif: (picture) => picture.webp({ quality: 82 }),
}

async function withoutMetadata(file: string): Promise<Stripped | undefined> {
  if ((await stat(file)).size > largestFile) return undefined
  return stripped(await readFile(file))
}

function asMade({ bytes, isSame }: Stripped): Made {
  return isSame ? { original: true } : { bytes }
}

type Writer = (picture: Sharp) => Sharp

const webp: Writer = (picture) => picture.webp({ quality: 72 })
/** Looks as that WebP does; an effort of 4 takes eight times as long and saves a twentieth more at most. */
const avif: Writer = (picture) => picture.avif({ quality: 55, effort: 2, chromaSubsampling: '4:2:0' })

async function smaller(
  file: string,
  head: PictureHead,
  width: number,
  write: Writer,
): Promise<Made | undefined> {
  const isMoving = head.isMoving || (head.format === 'png' && (await isMovingPng(file)))
  if (isMoving && head.format !== 'heif') return whole(file, head)
  const picture = within(head, await openPicture(file, head), width)
  const bytes = await bytesOf(write(picture))
  return bytes && bytes.length < (await stat(file)).size ? { bytes } : whole(file, head)
}

/** The chunk that says so stands before the pixels (PNG, third edition, section 11.3.6.1). */
async function isMovingPng(file: string): Promise<boolean> {
  const start = createReadStream(file, { end: 256 * 1024 })
  let bytes = Buffer.alloc(0)
  for await (const chunk of start) bytes = Buffer.concat([bytes, chunk])
  return stripped(bytes)?.isAnimated === true
}

function within(head: PictureHead, picture: Sharp, width: number): Sharp {
  return head.width > width ? picture.resize({ width }) : picture
}

const widestPlain = 1200
const highestPlain = 6000

/** What is transparent stays so, in a PNG; so do lines and letters, where that is light enough. */
async function plain(picture: Sharp, { format }: Pick<PictureHead, 'format'>): Promise<Made | undefined> {
  const pixels = await picture
    .resize({ width: widestPlain, height: highestPlain, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(() => undefined)
  if (!pixels) return undefined
  const { width, height, channels } = pixels.info
  const { default: sharp } = await import('sharp')
  const again = () => sharp(pixels.data, { raw: { width, height, channels } })
  const isOpaque = channels < 4 || (await again().stats()).isOpaque
  const png = isOpaque && format !== 'png' ? undefined : await bytesOf(again().png())
  if (png && png.length < heaviestShare) return { bytes: png }
  const write = isOpaque ? inJpeg : inColours
  let made: Made | undefined
  for (const part of [1, 2, 4, 8]) {
    made = await write(() => again().resize({ width: Math.max(Math.round(width / part), 1) }))
    if (!made || !('bytes' in made) || made.bytes.length < heaviestShare) break
  }
  return made
}

async function inColours(pixels: () => Sharp): Promise<Made | undefined> {
  const bytes = await bytesOf(pixels().png({ palette: true, effort: 2 }))
  return bytes && { bytes }
}

const qualities = [82, 70, 55, 40, 25, 10]

async function inJpeg(pixels: () => Sharp): Promise<Made | undefined> {
  let bytes: Buffer | undefined
  for (const quality of qualities) {
    bytes = await bytesOf(pixels().flatten({ background: '#fff' }).jpeg({ quality, mozjpeg: true }))
    if (!bytes || bytes.length < heaviestShare) break
  }
  return bytes && { bytes }
}

async function shared(
  picture: Sharp,
  { width, height }: Pick<PictureHead, 'width' | 'height'>,
  focus: Focus = { x: 50, y: 50 },
): Promise<Made | undefined> {
  const scale = Math.max(shareSize.width / width, shareSize.height / height)
  const size = { width: Math.ceil(width * scale - 1e-6), height: Math.ceil(height * scale - 1e-6) }
  const isStrip = Math.max(size.width, size.height) > 10 * shareSize.width
  const part = isStrip
    ? picture.resize({ ...shareSize, fit: 'contain', background: '#fff' })
    : picture.resize({ ...size, fit: 'fill' }).extract({
        ...shareSize,
        left: offsetFor(focus.x, size.width, shareSize.width),
        top: offsetFor(focus.y, size.height, shareSize.height),
      })
  const pixels = await pixelsOf(part.flatten({ background: '#fff' }))
  if (!pixels) return undefined
  const { default: sharp } = await import('sharp')
  const { channels } = pixels.info
  return inJpeg(() => sharp(pixels.data, { raw: { ...shareSize, channels } }))
}

const heaviestSmall = 60_000

async function small(picture: Sharp): Promise<Made | undefined> {
  const pixels = await pixelsOf(picture.resize({ ...smallest, fit: 'inside', withoutEnlargement: true }))
  if (!pixels) return undefined
  const { default: sharp } = await import('sharp')
  const { width, height, channels } = pixels.info
  for (const quality of [72, 50, 30, 10, 1]) {
    const bytes = await bytesOf(
      sharp(pixels.data, { raw: { width, height, channels } }).webp({ quality, alphaQuality: quality }),
    )
    if (!bytes || bytes.length < heaviestSmall || quality === 1) return bytes && { bytes }
  }
  return undefined
}

function pixelsOf(picture: Sharp) {
  return picture
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(() => undefined)
}

function bytesOf(picture: Sharp): Promise<Buffer | undefined> {
  return picture.toBuffer().catch(() => undefined)
}
