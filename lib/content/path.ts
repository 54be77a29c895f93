import { streamSafe } from '#lib/unicode.ts'

/** One or more bytes of UTF-8, escaped (RFC 3986, 2.1; RFC 3629, 3). */
const escaped =
  /%[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-4](?:%[89ab][\da-f]){3}/gi

/** `/News/Q%26A/` becomes `/news/q&a`; each escape is decoded once, one that is not UTF-8 stays. */
export function plainPath(path: string): string {
  return foldedPath(streamSafe(path.replace(escaped, decoded)))
}

/** As it is when it is not escaped as it should be. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Of a decoded path: composed (NFC), lower case, single slashes, none at the end. */
export function foldedPath(path: string): string {
  const folded = path
    .normalize('NFC')
    .toLowerCase()
    .normalize('NFC')
    .replace(/\/{2,}/g, '/')
  return folded.replace(/(?<=.)\/$/, '')
}

export function encodedPath(path: string): string {
  return encodeURI(path).replace(/[?#]/g, encodeURIComponent)
}

/** The framework gives its pages the parts of an address escaped, its route handlers decoded. */
export function decodedName(param: string): string {
  return param.replace(escaped, decoded)
}
