export function linkProblem(url: string): string | undefined {
  if (url.trim() === '') return 'the link has no address: write [text](https://example.org)'
  if (url.includes('\\')) return `the address "${url}" has a backslash: addresses use /`
  const scheme = schemeOf(url)
  const whole = wholeAddress(url.trim())
  if (whole) return `the address "${url}" lacks its beginning: write ${whole}`
  if (scheme === undefined) return undefined
  if (!['http', 'https', 'mailto', 'tel'].includes(scheme))
    return `a link may not begin with "${scheme}:": write an address with https:, http:, mailto: or tel:, or a path of this site`
  if (/^https?$/.test(scheme) && !URL.canParse(url))
    return `"${url}" is not an address: write for example https://example.org`
  return undefined
}

/** The lower-case scheme of an address as a browser would read it: spaces and control characters do not hide it. */
export function schemeOf(url: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers skip these, so we must
  const seen = url.replace(/[\u0000-\u0020\u007f-\u009f\u00ad\u200b-\u200f\u2028\u2029\ufeff]/g, '')
  return /^([a-z][a-z0-9+.-]*):/i.exec(seen)?.[1]?.toLowerCase()
}

function wholeAddress(url: string): string | undefined {
  if (url.startsWith('//')) return `https:${url}`
  const half = /^(https?)(?::\/?|\/\/)(?=[^/:])/i.exec(url)
  if (half) return `${half[1]}://${url.slice(half[0].length)}`
  return /^www\.|^(?:[\w-]+\.)+(?:com|edu|eu|gov|info|io|net|org|uk)(?:[/?#]|$)/i.test(url)
    ? `https://${url}`
    : undefined
}
