import { notFound } from 'next/navigation'
import { sitemap } from '#lib/content/sitemap.ts'
import { context } from '#lib/context.ts'

/** @param part of a site with more addresses than one file may hold, from 1 */
export async function sitemapResponse(part?: number): Promise<Response> {
  const { library, settings } = context()
  const pieces = (await sitemap(library, settings.siteUrl, part)) ?? notFound()
  const iterator = pieces[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
  })
  return new Response(body, { headers: { 'Content-Type': 'application/xml; charset=utf-8' } })
}
