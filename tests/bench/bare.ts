import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Ready } from './peers.ts'

/**
 * The runtime's own HTTP server and nothing else: for each path the ready bytes, with the headers that are given.
 *
 * Started as `bare.ts PORT FILE`; the file is a JSON list of `Ready`. The one with status 404 is for unknown paths.
 */
const [, , port, list = ''] = process.argv
const all: Ready[] = JSON.parse(readFileSync(list, 'utf8'))
const answers = new Map(all.map(({ path, file, ...rest }) => [path, { ...rest, bytes: readFileSync(file) }]))
const unknown = [...answers.values()].find(({ status }) => status === 404)

createServer((request, response) => {
  const [path = ''] = (request.url ?? '').split('?', 1)
  const found = answers.get(path) ?? unknown
  if (!found) return void response.writeHead(500).end()
  const { status, headers, bytes } = found
  if (request.headers['if-none-match'] === headers.ETag && headers.ETag) {
    response.writeHead(304, { ETag: headers.ETag }).end()
    return
  }
  response.writeHead(status, { ...headers, 'Content-Length': bytes.length })
  response.end(bytes)
}).listen(Number(port), '127.0.0.1')
