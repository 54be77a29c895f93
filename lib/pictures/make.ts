import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import type { Sharp } from 'sharp'
import { openPicture, type PictureHead, readHead } from './decoder.ts'
import { openDrawing } from './drawing.ts'
import { type Focus, offsetFor } from './focus.ts'
import { heaviestShare, shareSize } from './share.ts'
import { type Stripped, stripped } from './strip.ts'
import { isDrawing, widestPicture } from './widths.ts'

export type Variant =
  | { kind: 'whole' }
  | { kind: 'width'; width: number }
  | { kind: 'share'; focus: Focus | undefined }

export type Made = { bytes: Buffer } | { original: true }

const largestFile = 100e6

/** Without EXIF, GPS or comments, in sRGB or with its colour profile. */
export async function makeVariant(file: string, variant: Variant): Promise<Made | undefined> {
  if (isDrawing(file)) return ofDrawing(file, variant).catch(() => undefined)
  const head = await readHead(file).catch(() => undefined)
  if (variant.kind === 'share') return head && shared(await openPicture(file, head), head, variant.focus)
  return variant.kind === 'width' && head ? smaller(file, head, variant.width) : whole(file, head)
}

async function ofDrawing(file: string, variant: Variant): Promise<Made | undefined> {
  const drawing = await openDrawing(file)
  if (variant.kind === 'share') return shared(await drawing.draw(widestPicture), drawing, variant.focus)
  const picture = await drawing.draw(variant.kind === 'width' ? variant.width : widestPicture)
  // Networks and mails take PNG; lines and letters keep their edges in both.
  const bytes = await bytesOf(
    variant.kind === 'width' ? picture.webp({ nearLossless: true, quality: 60 }) : picture.png(),
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

/** An AVIF, which takes long to write, becomes WebP. */
const writers: Readonly<Record<string, (picture: Sharp) => Sharp>> = {
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

async function smaller(file: string, head: PictureHead, width: number): Promise<Made | undefined> {
  const isMoving = head.isMoving || (head.format === 'png' && (await isMovingPng(file)))
  if (isMoving && head.format !== 'heif') return whole(file, head)
  const picture = within(head, await openPicture(file, head), width)
  const bytes = await bytesOf(picture.webp({ quality: 72 }))
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

const qualities = [82, 70, 55, 40, 25]

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
  const pixels = await part
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(() => undefined)
  if (!pixels) return undefined
  const { default: sharp } = await import('sharp')
  let bytes: Buffer | undefined
  for (const quality of qualities) {
    const { channels } = pixels.info
    const again = sharp(pixels.data, { raw: { ...shareSize, channels } })
    bytes = await bytesOf(again.jpeg({ quality, mozjpeg: true }))
    if (!bytes || bytes.length <= heaviestShare) break
  }
  return bytes && { bytes }
}

function bytesOf(picture: Sharp): Promise<Buffer | undefined> {
  return picture.toBuffer().catch(() => undefined)
}
