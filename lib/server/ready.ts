import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FinishedPage } from './finish.ts'
import type { Pages } from './pages.ts'
import { cachedButChecked, type Encoding, encodingOf, headersOf, readyBytes } from './send.ts'

/** Sends a page that is ready; false, and nothing is done, when the request needs a closer look. */
export type ReadyWay = (request: IncomingMessage, response: ServerResponse) => boolean

/** Names and values in turn, as Node takes them without sorting them anew. */
type Parcel = { headers: (string | string[])[]; bytes: Buffer }

/**
 * The way of nearly every request, kept short because what stands in it bounds what the site can serve: a plain GET
 * whose target is, letter for letter, the path of a page in memory. Header lines are made once for a page and encoding.
 *
 * @param always headers of every answer
 */
export function createReadyWay(pages: Pages, always: Readonly<Record<string, string>>): ReadyWay {
  const made = new WeakMap<FinishedPage, Partial<Record<Encoding, Parcel>>>()

  function parcelOf(page: FinishedPage, encoding: Encoding): Parcel | undefined {
    const parcels = made.get(page) ?? {}
    const ready = parcels[encoding]
    if (ready) return ready
    const bytes = readyBytes(page, encoding)
    if (!bytes) return undefined
    const headers = headersOf(page, encoding, { cacheControl: cachedButChecked, headers: always })
    const lines = Object.entries({ ...headers, 'Content-Length': String(bytes.length) })
    const parcel = { headers: lines.flat(), bytes }
    made.set(page, { ...parcels, [encoding]: parcel })
    return parcel
  }

  return (request, response) => {
    const { method, url = '', headers } = request
    if (method !== 'GET' || !url.startsWith('/') || headers.host === undefined) return false
    if (headers['if-none-match'] || headers['content-length'] || headers['transfer-encoding']) return false
    const page = pages.kept(url)
    if (page?.status !== 200) return false
    const parcel = parcelOf(page, encodingOf(page, headers['accept-encoding']))
    if (!parcel) return false
    response.writeHead(200, parcel.headers)
    response.end(parcel.bytes)
    return true
  }
}
