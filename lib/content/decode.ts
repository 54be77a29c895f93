import { type Diagnostic, diagnostic, top } from './lint/diagnostic.ts'
import { placer } from './source.ts'

/** Bytes: far beyond an article, well within what is parsed at once. */
export const longestFile = 1_048_576

export function decode(bytes: Uint8Array): { text: string } | { problem: Diagnostic } {
  const wrong = (message: string, place = top) => ({ problem: diagnostic('encoding', place, message) })
  if (bytes.length > longestFile) {
    const message = 'the file is larger than 1 MB: an article is text, its pictures stand beside it'
    return { problem: diagnostic('large-file', top, message) }
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return wrong('the file is saved as UTF-16 (“Unicode”): save it as UTF-8')
  const text = new TextDecoder().decode(bytes)
  const nul = text.indexOf('\0')
  if (nul !== -1)
    return wrong('the file is not plain text: save it as plain text in UTF-8', placer(text)(nul))
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { text }
  } catch {
    const lost = placer(text)(text.indexOf('\uFFFD'))
    return wrong('a letter here is not UTF-8: save the file with the encoding UTF-8', lost)
  }
}
