import { readFile } from 'node:fs/promises'
import { imageSize } from 'image-size'
import type { Sharp } from 'sharp'
import { loadSharp, longest, mostPixels } from './decoder.ts'
import { mostRepeated, repeatedPartsInTurn } from './drawing-cost.ts'
import { sharpness, widestPicture } from './widths.ts'

/** Bytes. */
export const largestDrawing = 2e6

type Drawing = { width: number; height: number; draw: (wide: number) => Promise<Sharp> }

/**
 * An SVG, of which nothing is sent but pixels: no program, style or address in it reaches a reader. It is read from memory:
 * without a place of its own it can name no other file.
 *
 * @throws when it is none, or too large
 */
export async function openDrawing(file: string): Promise<Drawing> {
  const bytes = await readFile(file)
  if (bytes.length > largestDrawing) throw new Error('the drawing is too large')
  const { width, height, type } = imageSize(bytes)
  if (type !== 'svg' || !(width > 0 && height > 0)) throw new Error('no drawing with a size')
  // Nothing ends a drawing that has begun: not even the time it is given.
  if ((await repeatedPartsInTurn(bytes.toString())) > mostRepeated)
    throw new Error('the drawing repeats its parts too often')
  const sharp = await loadSharp()
  return {
    width,
    height,
    async draw(wide) {
      const most = Math.min(wide, width * sharpness, widestPicture)
      // 72 dots for an inch give the size that it says.
      const density = Math.min(Math.max((72 * most) / width, 1), 100_000)
      const options = { density, limitInputPixels: mostPixels }
      return sharp(bytes, options)
        .timeout({ seconds: longest })
        .resize({ width: Math.round(most) })
    },
  }
}

export async function whyNotDrawn(file: string): Promise<string | undefined> {
  try {
    const { draw } = await openDrawing(file)
    await (await draw(16)).raw().toBuffer()
    return undefined
  } catch {
    return 'this drawing is damaged, or was cut off when it was copied: copy it again, or save it again as PNG'
  }
}
