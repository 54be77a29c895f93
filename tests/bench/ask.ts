import { get, type IncomingHttpHeaders } from 'node:http'

/** An answer as it came over the wire: the body is not unpacked, `length` counts the head too. */
export type Answered = { status: number; headers: IncomingHttpHeaders; body: Buffer; length: number }

/** Asks once, on a connection of its own, as a client that knows gzip. */
export function ask(port: number, path: string, headers: Record<string, string> = {}): Promise<Answered> {
  return new Promise((resolve, reject) => {
    get({ port, path, agent: false, headers: { 'Accept-Encoding': 'gzip', ...headers } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject)
      response.on('end', () => {
        const { statusCode: status = 0, statusMessage, rawHeaders } = response
        const body = Buffer.concat(chunks)
        const head = rawHeaders.reduce(
          (sum, text) => sum + text.length + 2,
          `HTTP/1.1 ${status} ${statusMessage}\r\n\r\n`.length,
        )
        resolve({ status, headers: response.headers, body, length: head + body.length })
      })
    }).on('error', reject)
  })
}
