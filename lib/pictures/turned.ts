/** By EXIF (TIFF 6.0, tag 274), or by a box of an AVIF (ISO/IEC 23008-12, 6.5.10). */
export function isTurned(bytes: Buffer): boolean {
  if (bytes.toString('latin1', 4, 8) === 'ftyp') {
    const box = bytes.indexOf('irot')
    return box > 0 && ((bytes[box + 4] ?? 0) & 1) === 1
  }
  const chunk = bytes[0] === 0x89 ? 'eXIf' : bytes.toString('latin1', 0, 4) === 'RIFF' && 'EXIF'
  const at = chunk ? bytes.lastIndexOf(chunk) : -1
  return at > 0 && orientationIn(bytes.subarray(at + 4)) > 4
}

function orientationIn(exif: Buffer): number {
  const start = /II\*\0|MM\0\*/.exec(exif.toString('latin1', 0, 24))?.index
  if (start === undefined) return 1
  const tiff = exif.subarray(start)
  const isLittle = tiff[0] === 0x49
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  try {
    const table = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
    for (let entry = 0; entry < short(table); entry++)
      if (short(table + 2 + entry * 12) === 274) return short(table + 2 + entry * 12 + 8)
  } catch {
    // It was cut off, or is none.
  }
  return 1
}
