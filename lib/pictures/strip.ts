export type Stripped = { bytes: Buffer; isSame: boolean; isAnimated: boolean }

/** No pixel is touched; a cut-off file keeps what there is of it. @returns undefined for other formats */
export function stripped(file: Buffer): Stripped | undefined {
  if (file.subarray(0, 8).equals(pngSignature)) return strippedPng(file)
  if (file.toString('latin1', 0, 4) === 'RIFF' && file.toString('latin1', 8, 12) === 'WEBP')
    return strippedWebp(file)
  if (/^GIF8[79]a$/.test(file.toString('latin1', 0, 6))) return strippedGif(file)
  return undefined
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

const pngShown = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'acTL', 'fcTL', 'fdAT'],
  ...['cHRM', 'cICP', 'cLLI', 'gAMA', 'iCCP', 'mDCV', 'sBIT', 'sRGB', 'pHYs'],
])

function strippedPng(file: Buffer): Stripped {
  const kept = [file.subarray(0, 8)]
  let isAnimated = false
  for (let at = 8; at + 8 <= file.length; ) {
    const name = file.toString('latin1', at + 4, at + 8)
    const end = at + 12 + file.readUInt32BE(at)
    if (pngShown.has(name)) kept.push(file.subarray(at, end))
    if (name === 'acTL') isAnimated = true
    if (name === 'IEND') break
    at = end
  }
  return joined(file, kept, isAnimated)
}

const webpShown = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
const webpMetadata = 0b1100
const webpAnimation = 0b10

function strippedWebp(file: Buffer): Stripped {
  const kept: Buffer[] = []
  let isAnimated = false
  const announced = Math.min(file.length, 8 + file.readUInt32LE(4))
  for (let at = 12; at + 8 <= announced; ) {
    const name = file.toString('latin1', at, at + 4)
    const length = file.readUInt32LE(at + 4)
    const end = at + 8 + length + (length % 2)
    const chunk = file.subarray(at, end)
    if (name === 'VP8X' && chunk.length > 8) {
      const flags = chunk.readUInt8(8)
      isAnimated = (flags & webpAnimation) !== 0
      const plain = Buffer.from(chunk)
      plain.writeUInt8(flags & ~webpMetadata, 8)
      kept.push(flags & webpMetadata ? plain : chunk)
    } else if (webpShown.has(name)) kept.push(chunk)
    at = end
  }
  const head = Buffer.from(file.subarray(0, 12))
  const length = kept.reduce((sum, chunk) => sum + chunk.length, 4)
  // A file that was cut off announces more than there is.
  head.writeUInt32LE(announced < 8 + file.readUInt32LE(4) ? file.readUInt32LE(4) : length, 4)
  return joined(file, [head, ...kept], isAnimated)
}

const gifExtension = 0x21
const gifFrame = 0x2c
const gifControl = 0xf9
const gifApplication = 0xff
/** How often an animation runs: the only applications' extensions that matter to a browser. */
const gifLoops = /^(?:NETSCAPE2\.0|ANIMEXTS1\.0)$/

function strippedGif(file: Buffer): Stripped {
  const kept: Buffer[] = []
  let frames = 0
  let at = 13 + tableLength(file[10])
  kept.push(file.subarray(0, at))
  while (at < file.length) {
    const start = at
    const kind = file[at]
    const label = file[at + 1]
    if (kind === gifExtension) {
      const application = label === gifApplication ? file.toString('latin1', at + 3, at + 14) : ''
      at = endOfBlocks(file, at + 2)
      if (label === gifControl || gifLoops.test(application)) kept.push(file.subarray(start, at))
    } else if (kind === gifFrame) {
      frames++
      at = endOfBlocks(file, at + 11 + tableLength(file[at + 9]))
      kept.push(file.subarray(start, at))
    } else {
      kept.push(Buffer.from([0x3b]))
      break
    }
  }
  return joined(file, kept, frames > 1)
}

function tableLength(flags = 0): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0
}

function endOfBlocks(file: Buffer, start: number): number {
  let at = start
  while (at < file.length && file[at]) at += 1 + (file[at] ?? 0)
  return Math.min(at + 1, file.length)
}

function joined(file: Buffer, kept: readonly Buffer[], isAnimated: boolean): Stripped {
  const bytes = Buffer.concat(kept)
  return { bytes, isSame: bytes.equals(file), isAnimated }
}
