import { join } from 'node:path'
import { escapeHtml } from '#lib/escape.ts'
import { loadSharp } from './decoder.ts'

type Box = { width: number; height: number }

/** Files of ours, for a machine that only serves may have no font at all. See docs/decisions/0030. */
const fonts = {
  'Broadsheet Nameplate': 'nameplate.ttf',
  'Broadsheet Nameplate Arabic': 'nameplate-arabic.ttf',
  'Broadsheet Nameplate Hebrew': 'nameplate-hebrew.ttf',
}

const family = Object.keys(fonts).join(', ')

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

let added: Promise<unknown> | undefined

/** A file that has drawn once is at hand for all that is drawn later. */
async function lettering(): Promise<{ font: string; fontfile: string }> {
  added ??= addFonts()
  await added
  return { font: family, fontfile: fileOf('nameplate.ttf') }
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
async function drawablePart(text: string): Promise<string | undefined> {
  let part = ''
  for (const [sign] of text.normalize('NFC').matchAll(/./gsu)) {
    if (await isDrawn(sign)) part += sign
    else if (/[\p{L}\p{M}\p{N}]/u.test(sign)) return undefined
  }
  return /[\p{L}\p{N}]/u.test(part) ? part.replace(/\s+/g, ' ').trim() : undefined
}

/** In place of what no font has a box is drawn, as large as that of a code point which stands for nothing. */
async function isDrawn(sign: string): Promise<boolean> {
  if (/[\p{Z}\p{C}]/u.test(sign)) return true
  const absent = (sign.codePointAt(0) ?? 0) > 0xffff ? '\u{10fffd}' : '\u0378'
  const [drawn, box] = [await drawing(sign), await drawing(absent)]
  return drawn.size !== box.size || (drawn.frame !== box.frame && !/\p{M}/u.test(sign))
}

async function drawing(sign: string): Promise<{ size: string; frame: string }> {
  const sharp = await loadSharp()
  const text = { text: escapeHtml(sign), ...(await lettering()), dpi: 144 }
  const { data, info } = await sharp({ text }).extractChannel(0).raw().toBuffer({ resolveWithObject: true })
  const { width, height } = info
  const rows = [data.subarray(0, width), data.subarray((height - 1) * width)]
  return { size: `${width}x${height}`, frame: Buffer.concat(rows).toString('hex') }
}
