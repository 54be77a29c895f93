import { plainPath } from '#lib/pictures/widths.ts'

export function xmlText(text: string): string {
  return allowed(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

export function cdata(html: string): string {
  return `<![CDATA[${allowed(html).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}

/** XML 1.0 forbids these even escaped (section 2.2), and lone surrogates. */
function allowed(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones XML forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  )
}

/** @param html as React writes it: attributes in double quotes, `&` escaped */
export function absolutised(html: string, page: string): string {
  return html.replace(
    /(<[a-z][^<>]*?\s(?:href|src|cite|poster)=")([^"]*)(")/gi,
    (all, before, address, after) => {
      const plain = address.replaceAll('&amp;', '&')
      if (!URL.canParse(plain, page)) return all
      return `${before}${new URL(plain, page).href.replaceAll('&', '&amp;').replaceAll('"', '%22')}${after}`
    },
  )
}

/**
 * For who reads it elsewhere: readers of feeds take no WebP, and some read over a slow line.
 * @param html as React writes it
 */
export function outsideHtml(html: string, page: string): string {
  const plain = html.replace(
    /(<img\s[^<>]*?\bsrc=")([^"]*)/g,
    (_all, before, path) => before + plainPath(path),
  )
  return absolutised(plain, page)
}
