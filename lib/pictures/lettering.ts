import { join } from 'node:path'
import type { CreateText } from 'sharp'
import { escapeHtml } from '#lib/escape.ts'
import { loadSharp } from './decoder.ts'

type Box = { width: number; height: number }

/** Files of ours, for a machine that only serves may have no font at all. See docs/decisions/0030. */
const fonts = {
  'Broadsheet Nameplate': 'nameplate.ttf',
  'Broadsheet Nameplate Sans': 'nameplate-sans.ttf',
  'Broadsheet Nameplate Arabic': 'nameplate-arabic.ttf',
  'Broadsheet Nameplate Hebrew': 'nameplate-hebrew.ttf',
}

type Face = 'serif' | 'sans'

const [serif = '', sans = '', ...scripts] = Object.keys(fonts)
const families: Readonly<Record<Face, string>> = {
  serif: [serif, ...scripts].join(', '),
  sans: [sans, ...scripts].join(', '),
}

/** As large as the box allows, in several lines where that makes it larger. @returns undefined for what no font has */
export async function written(text: string, box: Box, colour: string): Promise<Buffer | undefined> {
  const drawable = await drawablePart(text)
  if (drawable === undefined) return undefined
  const sharp = await loadSharp()
  const marked = `<span foreground="${colour}">${escapeHtml(drawable)}</span>`
  const drawn = { text: marked, ...(await lettering()), rgba: true, align: 'centre' } as const
  // Drawn larger first: what is fitted to a small box has rough edges.
  return sharp({ text: { ...drawn, width: box.width * 2, height: box.height * 2 } })
    .resize({ ...box, fit: 'inside' })
    .png()
    .toBuffer()
}

export type Line = { input: Buffer; width: number; height: number }

type Wanted = Box & { face: Face; colour: string; sizes: readonly number[] }

/** In the first of the sizes in which it fits, from its own edge on; smaller yet where it fits in none. */
export async function line(text: string, wanted: Wanted): Promise<Line | undefined> {
  const { face, width, height, colour, sizes } = wanted
  const part = await drawablePart(text, face)
  if (part === undefined) return undefined
  const marked = `<span foreground="${colour}">${escapeHtml(part)}</span>`
  const { fontfile } = await lettering()
  const drawn = { text: marked, fontfile, width, rgba: true, wrap: 'word-char' } as const
  for (const size of sizes) {
    const made = await layer({ ...drawn, font: `${families[face]} ${size}`, dpi: 72 })
    if (made.height <= height && made.width <= width) return made
  }
  return layer({ ...drawn, font: families[face], height })
}

async function layer(text: CreateText): Promise<Line> {
  const sharp = await loadSharp()
  const { data, info } = await sharp({ text }).png().toBuffer({ resolveWithObject: true })
  return { input: data, width: info.width, height: info.height }
}

let added: Promise<unknown> | undefined

/** A file that has drawn once is at hand for all that is drawn later. */
async function lettering(): Promise<{ font: string; fontfile: string }> {
  added ??= addFonts()
  await added
  return { font: families.serif, fontfile: fileOf('nameplate.ttf') }
}

async function addFonts(): Promise<void> {
  const sharp = await loadSharp()
  for (const [font, file] of Object.entries(fonts))
    await sharp({ text: { text: '.', font, fontfile: fileOf(file) } })
      .raw()
      .toBuffer()
}

function fileOf(name: string): string {
  return join(import.meta.dirname, name)
}

/** Signs that no font has are left out; without one of its letters a name is none. */
async function drawablePart(text: string, face: Face = 'serif'): Promise<string | undefined> {
  let part = ''
  for (const [sign] of text.normalize('NFC').matchAll(/./gsu)) {
    if (await isDrawn(sign, face)) part += sign
    else if (/[\p{L}\p{M}\p{N}]/u.test(sign)) return undefined
  }
  return /[\p{L}\p{N}]/u.test(part) ? part.replace(/\s+/g, ' ').trim() : undefined
}

const known = new Map<string, Promise<boolean>>()
const mostKnown = 5000

function isDrawn(sign: string, face: Face): Promise<boolean> {
  const asked = known.get(face + sign)
  if (asked) return asked
  const found = hasLetter(sign, face)
  if (known.size >= mostKnown) known.clear()
  known.set(face + sign, found)
  found.catch(() => known.delete(face + sign))
  return found
}

/** In place of what no font has a box is drawn, as large as that of a code point which stands for nothing. */
async function hasLetter(sign: string, face: Face): Promise<boolean> {
  if (/[\p{Z}\p{C}]/u.test(sign)) return true
  const absent = (sign.codePointAt(0) ?? 0) > 0xffff ? '\u{10fffd}' : '\u0378'
  const [drawn, box] = [await drawing(sign, face), await drawing(absent, face)]
  return drawn.size !== box.size || (drawn.frame !== box.frame && !/\p{M}/u.test(sign))
}

async function drawing(sign: string, face: Face): Promise<{ size: string; frame: string }> {
  const sharp = await loadSharp()
  const text = { text: escapeHtml(sign), ...(await lettering()), font: families[face], dpi: 144 }
  const { data, info } = await sharp({ text }).extractChannel(0).raw().toBuffer({ resolveWithObject: true })
  const { width, height } = info
  const rows = [data.subarray(0, width), data.subarray((height - 1) * width)]
  return { size: `${width}x${height}`, frame: Buffer.concat(rows).toString('hex') }
}
