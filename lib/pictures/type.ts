export function pictureType(bytes: Buffer): string {
  const start = bytes.toString('latin1', 0, 12)
  if (start.startsWith('\x89PNG')) return 'image/png'
  if (start.startsWith('GIF8')) return 'image/gif'
  if (start.endsWith('ftypavif') || start.endsWith('ftypavis')) return 'image/avif'
  return /^RIFF.{4}WEBP/s.test(start) ? 'image/webp' : 'image/jpeg'
}
