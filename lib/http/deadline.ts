import { htmlType } from './page.ts'
import type { Renderer, RendererAnswer } from './renderer.ts'

/** Milliseconds. */
const longest = 15_000

/** 503 in place of a render that takes too long; the context's `signal` then lets its memory go. */
export function withDeadline(framework: Renderer, startTimer = timer): Renderer {
  return {
    async get(target, context, cookie) {
      const abandoned = new AbortController()
      const { promise: over, resolve } = Promise.withResolvers<RendererAnswer>()
      const callOff = startTimer(longest, () => {
        delete context.status
        context.failure = new RenderTimeout()
        resolve(tooLate)
        abandoned.abort()
      })
      context.signal = abandoned.signal
      try {
        return await Promise.race([framework.get(target, context, cookie), over])
      } finally {
        callOff()
      }
    },
  }
}

export class RenderTimeout extends Error {
  override name = 'RenderTimeout'
  override message = `The page was not made within ${longest / 1000} seconds.`
}

/** Its body is seen where our own page for 503 is not made in time either. */
const tooLate: RendererAnswer = {
  ...{ status: 503, type: htmlType, location: undefined },
  ...{ cookies: [], disposition: undefined },
  body: Buffer.from(
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Not available</title></head><body><h1>Not available</h1><p>The page could not be made in time. Try again in a moment.</p></body></html>',
  ),
}

/** @returns what calls it off */
function timer(ms: number, over: () => void): () => void {
  const started = setTimeout(over, ms)
  return () => clearTimeout(started)
}
