/** Text as it may stand between XML tags and in double quotes: what XML forbids altogether is left out. */
export function xmlText(text: string): string {
  return allowed(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** HTML inside a CDATA section, which the HTML cannot end. */
export function cdata(html: string): string {
  return `<![CDATA[${allowed(html).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}

/** Without characters that XML 1.0 forbids even when escaped (section 2.2), and without lone surrogates. */
function allowed(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones XML forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  )
}

/**
 * HTML whose links and pictures hold wherever it is read.
 *
 * @param html as React writes it: attributes in double quotes, `&` escaped
 * @param page the whole address of the page it stands on
 */
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
