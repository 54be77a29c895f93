import { currentRequest } from '#lib/request-context.ts'
import { askedBy } from '#lib/search/asked.ts'
import { viewOf } from '../../search/view.tsx'

export const dynamic = 'force-dynamic'

async function rendered(query: string): Promise<string> {
  // The framework refuses a static import of this in app code.
  const { renderToStaticMarkup } = await import('react-dom/server')
  return renderToStaticMarkup(await viewOf(askedBy(query)))
}

/** Our HTTP entry alone asks for this address, the first time, and puts it into the page of the search, which it rendered once. */
export async function GET(request: Request): Promise<Response> {
  const current = currentRequest()
  if (current) current.view = rendered
  const html = await rendered(new URL(request.url).search)
  return new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}
