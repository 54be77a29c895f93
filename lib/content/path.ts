import { streamSafe } from '#lib/unicode.ts'

/** One or more bytes of UTF-8, escaped (RFC 3986, 2.1; RFC 3629, 3). */
const escaped =
  /%[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-4](?:%[89ab][\da-f]){3}/gi

/**
 * A path as it is compared, from any way of writing it: `plainPath('/News/Q%26A/')` is `/news/q&a`.
 *
 * Each escape is decoded once; one that is not UTF-8, and a lone `%`, stay as they stand.
 *
 * @param path with or without escapes, as it stands in a file, a link or a request
 */
export function plainPath(path: string): string {
  return foldedPath(streamSafe(path.replace(escaped, decoded)))
}

function decoded(letters: string): string {
  try {
    return decodeURIComponent(letters)
  } catch {
    return letters
  }
}

/**
 * The right spelling of a decoded path: composed letters (Unicode Standard Annex 15, NFC), lower case, single
 * slashes, none at the end.
 */
export function foldedPath(path: string): string {
  const folded = path
    .normalize('NFC')
    .toLowerCase()
    .normalize('NFC')
    .replace(/\/{2,}/g, '/')
  return folded.replace(/(?<=.)\/$/, '')
}

/** A decoded path as it stands in a link or a header. */
export function encodedPath(path: string): string {
  return encodeURI(path).replace(/[?#]/g, encodeURIComponent)
}

/** A part of an address as the framework hands it over: its pages get it escaped, its route handlers do not. */
export function decodedName(param: string): string {
  return param.replace(escaped, decoded)
}
