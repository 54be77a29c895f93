import type { RequestListener } from 'node:http'
import { createRequire } from 'node:module'
import { type RequestContext, withRequest } from '#lib/request-context.ts'
import { ulid } from '#lib/ulid.ts'
import type { Reload } from './live-reload.ts'

export type RendererAnswer = {
  status: number
  type: string
  location: string | undefined
  cookies: string[]
  disposition: string | undefined
  link?: string | undefined
  /** Text as it is where it need not be turned into bytes and back. */
  body: Buffer | string
}

/** Without a socket: of a visitor's request only target (escaped path and query) and cookie reach the framework. */
export type Renderer = {
  get(target: string, context: RequestContext, cookie?: string): Promise<RendererAnswer>
}

type Inject = typeof import('light-my-request')
type Next = typeof import('next').default

export async function startRenderer(options: { root: string; port: number; reload: Reload | undefined }) {
  const { root, port, reload } = options
  // Both are CommonJS, and the first must be loaded after NODE_ENV is set.
  const require = createRequire(import.meta.url)
  const next: Next = require('next')
  const inject: Inject = require('light-my-request')
  const app = next({ dev: reload !== undefined, dir: root, quiet: true, hostname: '127.0.0.1', port })
  await app.prepare()
  const handle = app.getRequestHandler()

  return {
    get: (target, context, cookie) =>
      withRequest(context, async () => {
        const { statusCode, headers, stream } = await inject((req, res) => void handle(req, res), {
          ...{ method: 'GET', url: target, payloadAsStream: true },
          headers: { host: `127.0.0.1:${port}`, ...(cookie && { cookie }) },
          ...(context.signal && { signal: context.signal }),
        })
        return {
          status: statusCode,
          type: String(headers['content-type'] ?? ''),
          location: headers.location,
          cookies: [headers['set-cookie'] ?? []].flat().map(String),
          disposition: headers['content-disposition']?.toString(),
          link: headers.link?.toString(),
          body: Buffer.concat(await stream().toArray()),
        }
      }),
    upgrade: reload && app.getUpgradeHandler(),
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
