import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

/**
 * The runtime's own HTTP server and nothing else: for each address the ready bytes, one line of headers.
 *
 * Started as `bare.ts PORT FILE`; the file is a JSON list of `{ path, file, headers }`.
 */
const [, , port, list = ''] = process.argv
const ready = new Map<string, { bytes: Buffer; headers: Record<string, string> }>()
for (const { path, file, headers } of JSON.parse(readFileSync(list, 'utf8')))
  ready.set(path, { bytes: readFileSync(file), headers })

createServer((request, response) => {
  const { bytes, headers } = ready.get(request.url ?? '') ?? { bytes: Buffer.alloc(0), headers: {} }
  response.writeHead(200, { ...headers, 'Content-Length': bytes.length })
  response.end(bytes)
}).listen(Number(port), '127.0.0.1')
