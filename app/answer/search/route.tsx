import { askedBy } from '#lib/search/asked.ts'
import { viewOf } from '../../search/view.tsx'

export const dynamic = 'force-dynamic'

/** Our HTTP entry alone asks for this address, and puts it into the page of the search, which it rendered once. */
export async function GET(request: Request): Promise<Response> {
  // The framework refuses a static import of this in app code.
  const { renderToStaticMarkup } = await import('react-dom/server')
  const html = renderToStaticMarkup(await viewOf(askedBy(new URL(request.url).search)))
  return new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}
