import type { ShareCard } from '#lib/share-card.ts'
import { loadSharp } from './decoder.ts'
import { type Line, line } from './lettering.ts'
import { drawable, flat, logoWithin, onGround } from './mark.ts'
import { heaviestShare, shareSize } from './share.ts'

type Drawn = Omit<ShareCard, 'logo'> & { logo: { bytes: Buffer; width: number; height: number } | undefined }

const edge = 80
const inner = shareSize.width - 2 * edge
const foot = 18
/** Pixels, the largest that fits first. */
const sizes = { title: [92, 80, 68, 58, 50, 43, 37], name: [40, 32, 26], byline: [34, 28, 24] }

/** A PNG of an article in words; undefined where no font has the letters of its title. */
export async function makeCard(given: Drawn): Promise<Buffer | undefined> {
  const card = await drawable(given)
  const { title, byline, name, colours, face, dir } = card
  const words = (text: string, ofSize: readonly number[], height: number, colour: string) =>
    line(text, { face, width: inner, height, sizes: ofSize, colour })
  const shown = await words(title, sizes.title, 280, colours.ink)
  if (!shown) return undefined
  const head = card.logo ? await logoOf(card.logo) : await words(name, sizes.name, 60, colours.accent)
  const below = byline ? await words(byline, sizes.byline, 48, colours.ink) : undefined
  const left = ({ width }: Line) => (dir === 'rtl' ? shareSize.width - edge - width : edge)
  const rule = await flat({ width: inner, height: 2 }, colours.ink)
  const bar = await flat({ width: shareSize.width, height: foot }, colours.accent)
  const bytes = await onGround(
    shareSize,
    colours.paper,
    ...(head ? [{ input: head.input, left: left(head), top: 56 + Math.round((88 - head.height) / 2) }] : []),
    { input: rule, left: edge, top: 164 },
    { input: shown.input, left: left(shown), top: 204 },
    ...(below ? [{ input: below.input, left: left(below), top: 560 - below.height }] : []),
    { input: bar, left: 0, top: shareSize.height - foot },
  )
  if (bytes.length < heaviestShare) return bytes
  // Its logo is a photograph.
  const sharp = await loadSharp()
  return sharp(bytes).png({ palette: true }).toBuffer()
}

async function logoOf(logo: NonNullable<Drawn['logo']>): Promise<Line> {
  const input = await logoWithin(logo, { width: 480, height: 88 })
  const sharp = await loadSharp()
  const { width, height } = await sharp(input).metadata()
  return { input, width, height }
}
