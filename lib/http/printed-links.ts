const list = /<ol\b[^>]*\sdata-links="([^"]*)"[^>]*>(?=<\/ol>)/

/**
 * Fills the list of addresses that stands under a printed text. The same links in the same order are numbered by the styles
 * of the text; only here is known what became of all that the text is made of.
 */
export function withLinksListed(html: string): string {
  const found = list.exec(html)
  const start = html.indexOf(' data-text=""')
  if (!found || start < 0) return html
  const [tag, origin = ''] = found
  const links = [
    ...html.slice(start, found.index).matchAll(/<a\s(?:[^>]*\s)?href="((?:https?:\/)?\/[^"]*)"/g),
  ]
  const items = links.map(([, to = '']) => `<li>${/^\/(?!\/)/.test(to) ? origin : ''}${to}</li>`).join('')
  const filled = links.length ? tag.replace(/ data-links="[^"]*"/, '') + items : ''
  const end = found.index + tag.length
  return html.slice(0, found.index) + (filled || tag) + html.slice(end)
}
