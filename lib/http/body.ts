import type { IncomingMessage } from 'node:http'

/** Bytes. */
export const longestBody = 1024 * 1024

/** Each piece costs the same, however small; a browser's come by the kilobyte. */
const mostPieces = 10_000

type ReadBody = { bytes: Buffer } | { refused: 400 | 408 | 413 } | { refused: 'gone' }

/** @param options.deadline milliseconds for the whole body @returns 400 when it comes in too many pieces */
export function readBody(
  request: IncomingMessage,
  { deadline, most = longestBody }: { deadline: number; most?: number },
): Promise<ReadBody> {
  const told = Number(request.headers['content-length'])
  if (told > most) return Promise.resolve({ refused: 413 })
  if (request.readableEnded) return Promise.resolve({ bytes: Buffer.alloc(0) })
  return new Promise((resolve) => {
    let bytes = Buffer.allocUnsafe(Math.min(told || 16 * 1024, 64 * 1024))
    let length = 0
    let pieces = 0
    const timer = setTimeout(() => settle({ refused: 408 }), deadline)

    function settle(result: ReadBody): void {
      clearTimeout(timer)
      request.off('data', take).off('end', end).off('error', gone).off('close', gone)
      resolve(result)
    }
    function take(piece: Buffer): void {
      const whole = length + piece.length
      pieces++
      if (whole > most || pieces > mostPieces) {
        settle({ refused: whole > most ? 413 : 400 })
        return
      }
      if (whole > bytes.length) {
        const larger = Buffer.allocUnsafe(Math.min(most, Math.max(whole, 2 * bytes.length)))
        bytes.copy(larger, 0, 0, length)
        bytes = larger
      }
      piece.copy(bytes, length)
      length = whole
    }
    const end = () => settle({ bytes: bytes.subarray(0, length) })
    const gone = () => settle({ refused: 'gone' })

    request.on('data', take).on('end', end).on('error', gone).on('close', gone)
  })
}
