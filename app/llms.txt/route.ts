import { llmsText } from '#lib/content/llms.ts'
import { context } from '#lib/context.ts'

export const dynamic = 'force-dynamic'

export function GET(): Response {
  const { library, settings } = context()
  const headers = { 'Content-Type': 'text/plain; charset=utf-8' }
  return new Response(llmsText(library, settings.siteUrl), { headers })
}
