import { lookup } from 'node:dns'
import { type IncomingMessage, request as plainRequest } from 'node:http'
import { request as safeRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Milliseconds, and steps from one address to the next. */
const patience = 30_000
const mostSteps = 5

type Options = {
  /** Bytes. */
  most: number
  accept?: string
  /** What may also be on this machine and the networks it is in. */
  mayBeNear?: (url: URL) => boolean
}

/** A text may name whatever it likes: a router, a database beside the site. Only what is on the open internet is asked. */
export async function fetchFar(
  address: string,
  { most, accept = '*/*', mayBeNear = () => false }: Options,
): Promise<{ bytes: Buffer } | { problem: string }> {
  try {
    const signal = AbortSignal.timeout(patience)
    let url = new URL(address)
    for (let step = 0; step <= mostSteps; step++) {
      const answer = await ask(url, { signal, accept, mayBeNear: mayBeNear(url) })
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
      return bytes ? { bytes } : { problem: `it is larger than ${Math.round(most / 1024 / 1024)} MB` }
    }
    return { problem: `it leads on more than ${mostSteps} times` }
  } catch (error) {
    return { problem: reasonOf(error) }
  }
}

/** Sends the fields of a form. @returns the status of the answer @throws with what is wrong */
export async function postFar(
  address: string,
  form: URLSearchParams,
  { mayBeNear, within }: { mayBeNear: boolean; within: number },
): Promise<number> {
  const signal = AbortSignal.timeout(within)
  const answer = await ask(new URL(address), { signal, accept: '*/*', mayBeNear, form })
  answer.destroy()
  return answer.statusCode ?? 0
}

type Asking = { signal: AbortSignal; accept: string; mayBeNear: boolean; form?: URLSearchParams }

function ask(url: URL, { signal, accept, mayBeNear, form }: Asking): Promise<IncomingMessage> {
  if (!/^https?:$/.test(url.protocol)) throw new Refused('it is no address of the web')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (ipaddr.isValid(host) && isRefused(host, mayBeNear)) throw new Refused(near)
  const request = url.protocol === 'https:' ? safeRequest : plainRequest
  const body = form?.toString()
  const type = 'application/x-www-form-urlencoded'
  return new Promise((resolve, reject) => {
    const options = {
      ...{ signal, agent: false, method: body === undefined ? 'GET' : 'POST' },
      headers: {
        ...{ accept, 'accept-encoding': 'identity', 'user-agent': 'Broadsheet' },
        ...(body !== undefined && { 'content-type': type, 'content-length': Buffer.byteLength(body) }),
      },
      // Looked at where the connection is made: a name may lead elsewhere the next time it is asked for.
      lookup: lookupFor(mayBeNear),
    }
    request(url, options, resolve).on('error', reject).end(body)
  })
}

const near = 'its address lies within a network, not on the internet'

class Refused extends Error {}

function lookupFor(mayBeNear: boolean): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, [])
      if (found.some(({ address }) => isRefused(address, mayBeNear))) return done(new Refused(near), [])
      const [first] = found
      if (options.all) return done(null, found)
      return done(null, first?.address ?? '', first?.family)
    })
  }
}

/** At a link-local address stands no site, but what a host of machines tells its machines alone. */
function isRefused(address: string, mayBeNear: boolean): boolean {
  const range = ipaddr.process(address).range()
  return range === 'linkLocal' || (range !== 'unicast' && !mayBeNear)
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

function reasonOf(error: unknown): string {
  if (error instanceof Refused) return error.message
  if (error instanceof Error && /^(?:Timeout|Abort)Error$/.test(error.name))
    return `it did not come within ${patience / 1000} s`
  return `the other site does not answer (${error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : error})`
}
