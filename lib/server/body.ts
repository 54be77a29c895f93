import type { IncomingMessage } from 'node:http'

/** Largest body of a post, in bytes: 1 MiB. */
export const longestBody = 1024 * 1024

export type ReadBody = { bytes: Buffer } | { refused: 408 | 413 | 'gone' }

/**
 * Reads a request's body within bounds.
 *
 * @param deadline milliseconds for the whole body
 * @returns the bytes, or why they were not taken: 413 too large, 408 too slow, `gone` when the client left
 */
export function readBody(request: IncomingMessage, deadline: number): Promise<ReadBody> {
  if (Number(request.headers['content-length']) > longestBody) return Promise.resolve({ refused: 413 })
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let length = 0
    const timer = setTimeout(() => settle({ refused: 408 }), deadline)

    function settle(result: ReadBody): void {
      clearTimeout(timer)
      request.off('data', take).off('end', end).off('error', gone).off('close', gone)
      resolve(result)
    }
    function take(chunk: Buffer): void {
      length += chunk.length
      chunks.push(chunk)
      if (length > longestBody) settle({ refused: 413 })
    }
    const end = () => settle({ bytes: Buffer.concat(chunks) })
    const gone = () => settle({ refused: 'gone' })

    request.on('data', take).on('end', end).on('error', gone).on('close', gone)
  })
}
