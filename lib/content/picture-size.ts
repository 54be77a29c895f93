import { hash } from 'node:crypto'
import { imageSize } from 'image-size'
import { largestDrawing } from '#lib/pictures/drawing.ts'
import { mostRepeated, repeatedParts } from '#lib/pictures/drawing-cost.ts'
import { isTurned } from '#lib/pictures/turned.ts'
import { type Diagnostic, diagnostic, top } from './lint/diagnostic.ts'
import type { PictureSize } from './pictures.ts'

/** By content, not by name. */
const shownTypes = new Set(['avif', 'gif', 'jpg', 'png', 'svg', 'webp'])

export function readPicture(
  bytes: Uint8Array,
  { isDrawing }: { isDrawing: boolean },
): { diagnostics: Diagnostic[]; size?: PictureSize } {
  const [size, type] = sizeIn(bytes)
  if (!size) return unreadable('this picture cannot be read: save it again as JPEG or PNG')
  if (isDrawing && type !== 'svg')
    return unreadable(
      `this is no SVG drawing, whatever its name says: give it the ending of its ${type.toUpperCase()}`,
    )
  if (isDrawing && bytes.length > largestDrawing)
    return unreadable('this drawing is larger than 2 MB: save it again as PNG, at most 2,400 pixels wide')
  if (isDrawing && repeatedParts(Buffer.from(bytes).toString()) > mostRepeated)
    return unreadable(
      'this drawing repeats parts of itself many thousand times, which takes too long to draw: save it again as PNG, at most 2,400 pixels wide',
    )
  if (!isDrawing && (type === 'svg' || !shownTypes.has(type)))
    return unreadable(
      `this picture is in ${type.toUpperCase()}, whatever its name says: save it again as JPEG or PNG`,
    )
  const version = hash('sha256', bytes, 'base64url')
  return { diagnostics: [], size: { ...size, version } }
}

function sizeIn(bytes: Uint8Array): [size: { width: number; height: number } | undefined, type: string] {
  try {
    const { width, height, orientation = 1, type = '' } = imageSize(bytes)
    const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    // A camera held upright writes the picture lying, and a note to turn it.
    const size = orientation > 4 || isTurned(head) ? { width: height, height: width } : { width, height }
    // The container of HEIC and AVIF names itself after neither, now and then.
    return [size, type === 'heif' && head.subarray(0, 64).includes('avif') ? 'avif' : type]
  } catch {
    return [undefined, '']
  }
}

function unreadable(message: string): { diagnostics: Diagnostic[] } {
  return { diagnostics: [diagnostic('picture-file', top, message)] }
}
