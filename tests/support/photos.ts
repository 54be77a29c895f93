import { crc32 } from 'node:zlib'
import sharp from 'sharp'

/** Stands in everything that a picture must not tell. */
export const secret = 'Room-7-Hill-Clinic'

const exif = {
  IFD0: { Artist: secret, Copyright: secret, Model: secret, ImageDescription: secret },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '45/1 45/1 3000/100', GPSMapDatum: secret },
}
const xmp = `<?xpacket begin="" id="x"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="${secret}"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`

type Options = {
  width?: number
  height?: number
  /** 1 to 8, as a camera writes it; the size is that of the bytes, before turning. */
  orientation?: number
  profile?: string
}

/** A picture whose upper half is red and whose lower half is blue, with all the metadata that the format takes. */
function photo({ width = 600, height = 400, orientation, profile }: Options = {}) {
  const half = (background: string, down: number) => ({
    create: { width, height: down, channels: 3 as const, background },
  })
  const plain = sharp({ ...half('#2040c0', height), limitInputPixels: false })
    .composite([{ input: half('#d02020', Math.floor(height / 2)), left: 0, top: 0 }])
    .withExif(exif)
    .withXmp(xmp)
  if (profile) plain.withIccProfile(profile)
  return orientation ? plain.withMetadata({ orientation }).withExifMerge(exif) : plain
}

/** With EXIF, GPS, XMP, IPTC, a comment, an embedded picture, and a film behind its end, as telephones write it. */
export async function jpegPhoto(options?: Options & { progressive?: boolean }): Promise<Buffer> {
  const made = await photo(options)
    .jpeg({ quality: 90, progressive: options?.progressive ?? false })
    .toBuffer()
  const iptc = `Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x1a\x1c\x02\x50\0\x12${secret}`
  const segments = [segment(0xed, iptc), segment(0xfe, secret), segment(0xe0, `JFXX\0\x10${secret}`)]
  return Buffer.concat([made.subarray(0, 2), ...segments, made.subarray(2), Buffer.from(`ftypmp42${secret}`)])
}

function segment(marker: number, text: string): Buffer {
  const body = Buffer.from(text, 'latin1')
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

/** With eXIf, tEXt, iTXt, a time, and bytes behind its end. */
export async function pngPhoto(options?: Options): Promise<Buffer> {
  const made = await photo(options).png().toBuffer()
  const chunks = [
    pngChunk('tEXt', `Author\0${secret}`),
    pngChunk('iTXt', `Comment\0\0\0\0\0${secret}`),
    pngChunk('zzZz', secret),
    pngChunk('tIME', '\x07\xea\x0b\x1d\0\0\0'),
  ]
  return Buffer.concat([made.subarray(0, 33), ...chunks, made.subarray(33), Buffer.from(secret)])
}

function pngChunk(name: string, text: string): Buffer {
  const body = Buffer.from(name + text, 'latin1')
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(text.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** The same PNG as the first of two frames. */
export async function movingPng(): Promise<Buffer> {
  const made = await pngPhoto({ width: 90, height: 60 })
  const acTL = pngChunk('acTL', '\0\0\0\x01\0\0\0\0')
  const fcTL = pngChunk('fcTL', '\0\0\0\0\0\0\0Z\0\0\0<\0\0\0\0\0\0\0\0\0\x01\0\x0a\0\0')
  return Buffer.concat([made.subarray(0, 33), acTL, fcTL, made.subarray(33)])
}

export function webpPhoto(options?: Options): Promise<Buffer> {
  return photo(options).webp().toBuffer()
}

export function avifPhoto(options?: Options): Promise<Buffer> {
  return photo(options).avif({ effort: 0 }).toBuffer()
}

/** Three frames, each of another colour. */
async function film() {
  const frames = ['#f00', '#0f0', '#00f'].map((background) =>
    sharp({ create: { width: 120, height: 80, channels: 3, background } })
      .png()
      .toBuffer(),
  )
  return sharp(await Promise.all(frames), { join: { animated: true } })
}

/** Three frames, comments, XMP, and bytes behind its end. */
export async function movingGif(): Promise<Buffer> {
  const frames = await film()
  const made = await frames.gif({ delay: [100, 100, 100], loop: 3 }).toBuffer()
  const start = 13 + (made[10] && made[10] & 0x80 ? 3 * 2 ** ((made[10] & 7) + 1) : 0)
  const block = (text: string) => `${String.fromCharCode(text.length)}${text}`
  const comment = `\x21\xfe${block(secret)}\0`
  const application = `\x21\xff\x0bXMP DataXMP${block(secret)}\0`
  return Buffer.concat([
    made.subarray(0, start),
    Buffer.from(comment + application, 'latin1'),
    made.subarray(start),
    Buffer.from(secret),
  ])
}

export async function movingWebp(): Promise<Buffer> {
  return (await film())
    .webp({ delay: [100, 100, 100], loop: 3 })
    .withExif(exif)
    .withXmp(xmp)
    .toBuffer()
}

/** What must not stand in any picture that is served. */
export async function metadataIn(bytes: Buffer): Promise<string[]> {
  const words = [
    secret,
    'Exif',
    'exif',
    'xmp',
    'XMP',
    'ns.adobe',
    'Photoshop',
    'tEXt',
    'iTXt',
    'eXIf',
    'JFXX',
    'ftyp',
  ]
  // An AVIF begins with it itself: later it begins a film.
  const found = words.filter((word) => bytes.subarray(8).includes(word))
  const head = await sharp(bytes).metadata()
  const kinds = (['exif', 'xmp', 'iptc', 'comments'] as const).filter((kind) => head[kind] !== undefined)
  return [...found, ...kinds, ...(head.orientation && head.orientation > 1 ? ['orientation'] : [])]
}

/** The colours near the four edges: top, right, bottom, left. */
export async function edgesOf(bytes: Buffer): Promise<string[]> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const at = (x: number, y: number) => {
    const [red = 0, , blue = 0] = data.subarray((y * width + x) * channels)
    return red > blue ? 'red' : 'blue'
  }
  const [x, y] = [Math.floor(width / 2), Math.floor(height / 2)]
  return [at(x, 4), at(width - 5, y), at(x, height - 5), at(4, y)]
}
