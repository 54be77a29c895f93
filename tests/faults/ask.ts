import { request } from 'node:http'

/** What came back; status 0 where nothing did, or not in time. `ms` is how long it took. */
export type Answer = { status: number; text: string; ms: number }

/**
 * One request on a connection of its own: none is lost because a kept connection ended at that moment.
 *
 * @param options.within milliseconds after which no answer is waited for
 * @param options.onSent told when all of it has been given to the kernel
 */
export function ask(
  url: string,
  options: { within?: number; headers?: Record<string, string>; body?: Buffer; onSent?: () => void } = {},
): Promise<Answer> {
  const { within = 10_000, headers = {}, body } = options
  const began = performance.now()
  return new Promise((resolve) => {
    const end = (status: number, text = '') => {
      clearTimeout(limit)
      resolve({ status, text, ms: performance.now() - began })
    }
    const asked = request(url, {
      method: body ? 'POST' : 'GET',
      agent: false,
      headers: body ? { 'content-length': body.length, ...headers } : headers,
    })
    const limit = setTimeout(() => asked.destroy(new Error('no answer in time')), within)
    if (options.onSent) asked.on('finish', options.onSent)
    asked.on('error', () => end(0))
    asked.on('response', (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => end(response.complete ? (response.statusCode ?? 0) : 0, text))
      response.on('error', () => end(0))
      response.on('close', () => end(0))
    })
    asked.end(body)
  })
}

/** Does something so often until it is asked to stop; what has begun by then is waited for. */
export function often(everyMs: number, act: () => Promise<void>): { stop: () => Promise<void> } {
  const running = new Set<Promise<void>>()
  const timer = setInterval(() => {
    const one = act().finally(() => running.delete(one))
    running.add(one)
  }, everyMs)
  return {
    async stop() {
      clearInterval(timer)
      await Promise.all(running)
    },
  }
}

/** Looks until it is so, or the time is over. @returns whether it was */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  within: number,
  every = 50,
): Promise<boolean> {
  const end = performance.now() + within
  while (!(await isSo())) {
    if (performance.now() > end) return false
    await pause(every)
  }
  return true
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
