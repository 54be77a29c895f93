const entities: Record<string, string> = { quot: '"', amp: '&', lt: '<', gt: '>', '#x27': "'", '#39': "'" }
const unescaped = (text: string) =>
  text.replace(/&(quot|amp|lt|gt|#x27|#39);/g, (_, name: string) => entities[name] ?? '')

/** Every address that a page, a feed or a sitemap names: whole ones anywhere in it, and those of its links and pictures. */
export function addressesIn(text: string, at: string): string[] {
  // What an article is known by for good need not be where it is now.
  const known = text.replace(/<(guid|id)\b[^>]*>[^<]*<\/\1>|"id": "[^"]*"/g, '')
  // Of Markdown, whose signs would belong to the address.
  const links = known.replace(/\]\((https?:(?:[^\s<>()]|\([^\s<>()]*\))*)\)/g, ' $1 ')
  // Twice: a feed holds pages as text.
  const plain = unescaped(unescaped(links))
  const whole = plain.match(/https?:\/\/[^\s"'<>\\]+/g) ?? []
  const own = [...plain.matchAll(/\s(?:href|src|action)="([^"]*)"/g)].map(([, to = '']) => to)
  const sizes = [...plain.matchAll(/\ssrcset="([^"]*)"/gi)].flatMap(([, list = '']) =>
    list.split(', ').map((one) => one.replace(/ \d+w$/, '')),
  )
  return [...whole, ...own, ...sizes].filter((to) => URL.canParse(to, at)).map((to) => new URL(to, at).href)
}

/**
 * Asks for every address of a site that its pages, feeds and sitemap name, from its front page on.
 *
 * @returns the status of each by its address, fragments aside
 */
export async function crawl(site: string): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  const queue = [`${site}/`, `${site}/sitemap.xml`, `${site}/robots.txt`]
  const known = new Set(queue)
  for (let url = queue.shift(); url; url = queue.shift()) {
    const answer = await fetch(url, { redirect: 'manual' })
    found.set(url, answer.status)
    const isText = /html|xml|json|text/.test(answer.headers.get('content-type') ?? '')
    for (const to of isText ? addressesIn(await answer.text(), url) : []) {
      const next = to.replace(/#.*/, '')
      if (!next.startsWith(`${site}/`) || known.has(next)) continue
      known.add(next)
      queue.push(next)
    }
  }
  return found
}
