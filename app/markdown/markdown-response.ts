/** With the page that it is the Markdown of, for who finds both (RFC 6596). @param url as it stands in the page's head */
export function markdownResponse(text: string, url: string): Response {
  return new Response(text, {
    headers: {
      'Content-Type': 'text/markdown; charset=utf-8',
      Link: `<${new URL(url).href}>; rel="canonical"`,
    },
  })
}
