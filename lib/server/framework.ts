import type { DispatchFunc } from 'light-my-request'
import { type RequestContext, withRequest } from '#lib/request.ts'

/** What the framework answered, before it is finished. */
export type FrameworkAnswer = { status: number; type: string; location: string | undefined; body: string }

/** The framework, asked without a socket: nothing of the visitor's request but path, cookie and body reaches it. */
export type Framework = {
  get(path: string, context: RequestContext, cookie?: string): Promise<FrameworkAnswer>
  post(path: string, body: FormData, context: RequestContext, cookie?: string): Promise<FrameworkAnswer>
}

/**
 * @param handle the framework's request handler
 * @param origin an origin that the framework takes for its own
 */
export function askFramework(
  handle: DispatchFunc,
  inject: typeof import('light-my-request'),
  origin: string,
): Framework {
  const host = new URL(origin).host

  function ask(
    context: RequestContext,
    request: { method: 'GET' | 'POST'; url: string; headers: Record<string, string>; payload?: Buffer },
  ): Promise<FrameworkAnswer> {
    return withRequest(context, async () => {
      const answer = await inject(handle, request)
      return {
        status: answer.statusCode,
        type: String(answer.headers['content-type'] ?? ''),
        location: answer.headers.location,
        body: answer.payload,
      }
    })
  }

  return {
    get: (path, context, cookie) =>
      ask(context, { method: 'GET', url: encodeURI(path), headers: { host, ...(cookie && { cookie }) } }),
    async post(path, body, context, cookie) {
      const encoded = new Response(body)
      return ask(context, {
        method: 'POST',
        url: encodeURI(path),
        headers: {
          host,
          origin,
          'content-type': encoded.headers.get('content-type') ?? '',
          ...(cookie && { cookie }),
        },
        payload: Buffer.from(await encoded.arrayBuffer()),
      })
    },
  }
}
