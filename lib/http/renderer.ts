import type { RequestListener } from 'node:http'
import { createRequire } from 'node:module'
import { type RequestContext, withRequest } from '#lib/request-context.ts'
import { ulid } from '#lib/ulid.ts'
import type { Reload } from './live-reload.ts'

/** What the framework answered, before it is finished. */
export type RendererAnswer = {
  status: number
  type: string
  location: string | undefined
  /** Set-Cookie lines; they go out with private pages only. */
  cookies: string[]
  /** Content-Disposition, of a file to be saved. */
  disposition: string | undefined
  body: string
}

/**
 * The framework, asked without a socket: nothing of the visitor's request but target and cookie reaches it.
 * A target is a path with its escapes, and a query where there is one.
 */
export type Renderer = {
  get(target: string, context: RequestContext, cookie?: string): Promise<RendererAnswer>
}

type Inject = typeof import('light-my-request')
type InjectOptions = import('light-my-request').InjectOptions
type Next = typeof import('next').default

/**
 * Starts the framework within this process.
 *
 * @param options.reload given in development: the framework then has addresses of its own (scripts, hot reload)
 */
export async function startRenderer(options: { root: string; port: number; reload: Reload | undefined }) {
  const { root, port, reload } = options
  // Both are CommonJS, and the first must be loaded after NODE_ENV is set.
  const require = createRequire(import.meta.url)
  const next: Next = require('next')
  const inject: Inject = require('light-my-request')
  const app = next({ dev: reload !== undefined, dir: root, quiet: true, hostname: '127.0.0.1', port })
  await app.prepare()
  const handle = app.getRequestHandler()
  const origin = `http://127.0.0.1:${port}`

  function ask(context: RequestContext, request: InjectOptions): Promise<RendererAnswer> {
    return withRequest(context, async () => {
      const { statusCode, headers, payload } = await inject((req, res) => void handle(req, res), {
        ...request,
        ...(context.signal && { signal: context.signal }),
      })
      return {
        status: statusCode,
        type: String(headers['content-type'] ?? ''),
        location: headers.location,
        cookies: [headers['set-cookie'] ?? []].flat().map(String),
        disposition: headers['content-disposition']?.toString(),
        body: payload,
      }
    })
  }

  return {
    get: (target, context, cookie) =>
      ask(context, { method: 'GET', url: target, headers: common(origin, cookie) }),
    upgrade: reload && app.getUpgradeHandler(),
    /** In development, what is the framework's own goes to it directly, and posts do; everything else to `entry`. */
    ownRequests(entry: RequestListener): RequestListener {
      if (!reload) return entry
      return (request, response) => {
        if (reload.takes(request, response)) return
        const { url: target = '/', method } = request
        const context = { id: ulid(), client: '-', cacheTags: new Set<string>(), target }
        if (method === 'POST' || /^\/(_next|__nextjs)/.test(target))
          void withRequest(context, () => handle(request, response))
        else entry(request, response)
      }
    },
  } satisfies Renderer & Record<string, unknown>
}

function common(origin: string, cookie: string | undefined): Record<string, string> {
  return { host: new URL(origin).host, ...(cookie && { cookie }) }
}
