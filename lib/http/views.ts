import { withRequest } from '#lib/request-context.ts'
import { htmlType } from './page.ts'
import type { Renderer, RendererAnswer } from './renderer.ts'

/** Once the framework has loaded what renders a view, it is called without it, which takes longer than the view itself. */
export function withViews(framework: Renderer): Renderer {
  const views = new Map<string, (query: string) => Promise<string>>()
  return {
    async get(target, context, cookie) {
      const { pathname, search } = new URL(target, 'http://localhost')
      const view = views.get(pathname)
      if (!view) {
        const answered = await framework.get(target, context, cookie)
        if (context.view) views.set(pathname, context.view)
        return answered
      }
      try {
        const html = await withRequest(context, () => view(search))
        return { ...answer, status: 200, body: html }
      } catch (error) {
        context.failure = error
        return { ...answer, status: 500, body: '' }
      }
    },
  }
}

const answer: Omit<RendererAnswer, 'status' | 'body'> = {
  ...{ type: htmlType, location: undefined, cookies: [], disposition: undefined },
}
