import { lookup } from 'node:dns'
import { type IncomingMessage, request as plainRequest } from 'node:http'
import { request as safeRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { imageSize } from 'image-size'
import ipaddr from 'ipaddr.js'

/** Bytes, milliseconds, and steps from one address to the next. */
const largest = 25 * 1024 * 1024
const patience = 30_000
const mostSteps = 5

export type Fetched = { bytes: Buffer; ending: string } | { problem: string }

type Options = {
  /** Also from this machine and the networks it is in. */
  mayBeNear?: boolean
  most?: number
}

/** A text may name whatever it likes: a router, a database beside the site. Only what is on the open internet is asked. */
export async function fetchPicture(address: string, options: Options = {}): Promise<Fetched> {
  try {
    const { most = largest } = options
    const signal = AbortSignal.timeout(patience)
    let url = new URL(address)
    for (let step = 0; step <= mostSteps; step++) {
      const answer = await ask(url, signal, options)
      const { statusCode = 0, headers } = answer
      if (statusCode >= 300 && statusCode < 400 && headers.location) {
        answer.destroy()
        url = new URL(headers.location, url)
        continue
      }
      if (statusCode !== 200) {
        answer.destroy()
        return { problem: `the other site answers ${statusCode}` }
      }
      const bytes = await whole(answer, most)
      return bytes ? picture(bytes) : { problem: `it is larger than ${Math.round(most / 1024 / 1024)} MB` }
    }
    return { problem: `it leads on more than ${mostSteps} times` }
  } catch (error) {
    return { problem: reasonOf(error) }
  }
}

function ask(url: URL, signal: AbortSignal, { mayBeNear }: Options): Promise<IncomingMessage> {
  if (!/^https?:$/.test(url.protocol)) throw new Refused('it is no address of the web')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!mayBeNear && ipaddr.isValid(host) && isNear(host)) throw new Refused(near)
  const request = url.protocol === 'https:' ? safeRequest : plainRequest
  return new Promise((resolve, reject) => {
    const options = {
      signal,
      agent: false,
      headers: { accept: 'image/*', 'accept-encoding': 'identity', 'user-agent': 'Broadsheet' },
      // Looked at where the connection is made: a name may lead elsewhere the next time it is asked for.
      ...(mayBeNear ? {} : { lookup: farLookup }),
    }
    request(url, options, resolve).on('error', reject).end()
  })
}

const near = 'its address lies within a network, not on the internet'

class Refused extends Error {}

const farLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    if (error) return done(error, [])
    if (found.some(({ address }) => isNear(address))) return done(new Refused(near), [])
    const [first] = found
    if (options.all) return done(null, found)
    return done(null, first?.address ?? '', first?.family)
  })
}

function isNear(address: string): boolean {
  return ipaddr.process(address).range() !== 'unicast'
}

async function whole(answer: IncomingMessage, most: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of answer) {
    size += part.length
    // Left here, the answer is ended.
    if (size > most) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}

const endings: Readonly<Record<string, string>> = {
  avif: 'avif',
  gif: 'gif',
  jpg: 'jpg',
  png: 'png',
  webp: 'webp',
}

/** By what it is, not by what the other site calls it. */
function picture(bytes: Buffer): Fetched {
  try {
    const { type = '' } = imageSize(bytes)
    const isAvif = type === 'heif' && bytes.subarray(0, 64).includes('avif')
    const ending = isAvif ? 'avif' : endings[type]
    return ending
      ? { bytes, ending }
      : { problem: `it is ${type.toUpperCase()}, and no JPEG, PNG, WebP, AVIF or GIF` }
  } catch {
    return { problem: 'it is no picture' }
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Refused) return error.message
  if (error instanceof Error && error.name === 'TimeoutError')
    return `it did not come within ${patience / 1000} s`
  if (error instanceof Error && error.name === 'AbortError')
    return `it did not come within ${patience / 1000} s`
  return `the other site does not answer (${error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : error})`
}
