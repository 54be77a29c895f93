const mostFields = 200

/** Bytes. */
const longestHead = 8000

const urlencoded = 'application/x-www-form-urlencoded'
const multipart = 'multipart/form-data'

export function isForm(contentType: string | undefined): boolean {
  return [multipart, urlencoded].includes(mediaType(contentType))
}

/** A file counts as nothing typed; of a name that stands twice the first counts. */
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

/** The runtime's reader has no such limits, and takes seconds for a megabyte of the smallest parts. */
function hasFewParts(body: Buffer, contentType: string): boolean {
  const boundary = boundaryOf(contentType)
  if (boundary === undefined) return false
  const delimiter = `--${boundary}`
  let parts = 0
  for (let at = body.indexOf(delimiter); at >= 0; at = body.indexOf(delimiter, at + delimiter.length)) {
    const end = body.indexOf('\r\n\r\n', at)
    const length = (end < 0 ? body.length : end) - at
    if (parts++ > mostFields || length > longestHead) return false
  }
  return true
}

/** RFC 2046, 5.1.1; undefined where the type leaves any doubt. */
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
