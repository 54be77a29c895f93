import type { Article } from '#lib/content/article.ts'
import { cdata, xmlText } from '#lib/content/feed-text.ts'
import { encodedPath } from '#lib/content/path.ts'
import { keptSpaces, paragraphsOf } from '#lib/paragraphs.ts'
import { words } from '#lib/words/words.ts'
import { type PublicReply, slugThen } from './reply.ts'

/**
 * Markup in a text is shown, not run; a guid is the address at which the reply was left, also after the article moved.
 * @param options.leadsHere whether the address of a slug is this article’s, or redirects to it
 */
export function repliesFeed(
  article: Pick<Article, 'title' | 'path'>,
  replies: readonly PublicReply[],
  options: { siteUrl: string; lang: string; siteName: string; leadsHere: (slug: string) => boolean },
): string {
  const { siteUrl, lang, siteName, leadsHere } = options
  const url = siteUrl + article.path
  const t = words(lang)
  const entries = replies.flatMap((reply) => {
    const { id, name, comment, createdAt, answers } = reply
    const then = slugThen(reply)
    return [
      { then, anchor: `reply-${id}`, name, text: comment, createdAt },
      ...answers.map((answer) => ({
        ...answer,
        then,
        anchor: `answer-${answer.id}`,
        name: t('replies.feed-staff', { name: siteName }),
      })),
    ]
  })
  const newestFirst = entries.toReversed().sort((one, other) => other.createdAt - one.createdAt)
  const items = newestFirst.map(({ then, anchor, name, text, createdAt }) => {
    const html = paragraphsOf(text).map(
      (lines) => `<p dir="auto">${lines.map((line) => xmlText(keptSpaces(line))).join('<br>')}</p>`,
    )
    return `<item>
<title>${xmlText(name)}</title>
<link>${xmlText(`${url}#${anchor}`)}</link>
<guid isPermaLink="${leadsHere(then)}">${xmlText(`${siteUrl}${encodedPath(`/articles/${then}`)}#${anchor}`)}</guid>
<pubDate>${new Date(createdAt).toUTCString()}</pubDate>
<dc:creator>${xmlText(name)}</dc:creator>
<description>${cdata(html.join(''))}</description>
</item>
`
  })
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${xmlText(t('replies.feed-title', { title: article.title }))}</title>
<link>${xmlText(url)}</link>
<atom:link href="${xmlText(`${url}/replies.xml`)}" rel="self" type="application/rss+xml"/>
<description>${xmlText(t('replies.feed-about', { title: article.title }))}</description>
<language>${xmlText(lang)}</language>
${items.join('')}</channel>
</rss>
`
}
