/** Fields or parts that one post may have. */
const mostFields = 200

/** Bytes of the head of one part. */
const longestHead = 8000

const urlencoded = 'application/x-www-form-urlencoded'
const multipart = 'multipart/form-data'

/** Whether a body of this type can hold a form. */
export function isForm(contentType: string | undefined): boolean {
  return [multipart, urlencoded].includes(mediaType(contentType))
}

/**
 * Reads the fields of a form out of a body, multipart or urlencoded. A file in place of a text counts as nothing typed;
 * of a name that stands twice the first counts. Fields are counted before any of them is looked at.
 *
 * @returns undefined when the body is not what its type says, or has more fields than any form
 */
export async function readFields(
  body: Buffer,
  contentType = '',
): Promise<Record<string, string> | undefined> {
  const isMultipart = mediaType(contentType) === multipart
  if (!(isMultipart ? hasFewParts(body, contentType) : hasFewFields(body))) return undefined
  try {
    const entries = isMultipart ? await partsOf(body, contentType) : new URLSearchParams(`&${body}`)
    const texts = [...entries].map(([name, value]) => [name, typeof value === 'string' ? value : ''])
    return Object.fromEntries(texts.reverse())
  } catch {
    return undefined
  }
}

function partsOf(body: Buffer, contentType: string): Promise<FormData> {
  return new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData()
}

function hasFewFields(body: Buffer): boolean {
  return body.toString('latin1').split('&', mostFields + 1).length <= mostFields
}

/**
 * Whether a multipart body has no more parts than a form has fields, and none whose head is longer than any browser's:
 * the runtime's reader has no such limits, and takes seconds for a megabyte of the smallest parts.
 */
function hasFewParts(body: Buffer, contentType: string): boolean {
  const boundary = boundaryOf(contentType)
  if (boundary === undefined) return false
  const delimiter = `--${boundary}`
  let parts = 0
  for (let at = body.indexOf(delimiter); at >= 0; at = body.indexOf(delimiter, at + delimiter.length)) {
    const end = body.indexOf('\r\n\r\n', at)
    const length = (end < 0 ? body.length : end) - at
    // The last delimiter begins no part.
    if (parts++ > mostFields || length > longestHead) return false
  }
  return true
}

/** The boundary of a multipart body (RFC 2046, 5.1.1); undefined where its type leaves any doubt of it. */
function boundaryOf(contentType: string): string | undefined {
  const [, parameters] = multipartType.exec(contentType.trim()) ?? []
  const boundaries = [...(parameters ?? '').matchAll(/; *boundary=(?:"([^"]*)"|([^; ]*))/gi)]
  const [found] = boundaries
  const boundary = found?.[1] ?? found?.[2]
  return boundaries.length === 1 && boundary && /^[\w'()+,./:=?-]{1,70}$/.test(boundary)
    ? boundary
    : undefined
}

const multipartType = /^multipart\/form-data((?: *; *[\w-]+=(?:"[^"\\]*"|[^\s;"]+))*)$/i

function mediaType(contentType: string | undefined): string {
  return (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}
