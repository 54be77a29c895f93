import { sitemap } from '#lib/content/sitemap.ts'
import { context } from '#lib/context.ts'

export const dynamic = 'force-dynamic'

export function GET(): Response {
  const { library, settings } = context()
  const pieces = sitemap(library, settings.siteUrl)[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
  })
  return new Response(body, { headers: { 'Content-Type': 'application/xml; charset=utf-8' } })
}
