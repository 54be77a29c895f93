import { escapeHtml, unescapeHtml } from '#lib/escape.ts'
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
  return html.replace(/<[a-z][^<>]*/gi, (tag) =>
    tag.replace(/(\s(?:href|src|cite|poster)=")([^"]*)/gi, (all, before, address) => {
      const plain = unescapeHtml(address)
      return URL.canParse(plain, page) ? before + escapeHtml(new URL(plain, page).href) : all
    }),
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
