import { isbot } from 'isbot'

/** Of a request's headers, what tells whether somebody reads. */
export type Asked = {
  agent?: string | undefined
  /** `Sec-Purpose` and what came before it. */
  purpose?: string | undefined
  /** `Sec-Fetch-Dest`. */
  destination?: string | undefined
  /** `Sec-Fetch-Mode`. */
  mode?: string | undefined
  referer?: string | undefined
  host?: string | undefined
}

/** In lower case, each with what it tells. */
export const countedBy: readonly (readonly [header: string, told: keyof Asked])[] = [
  ['user-agent', 'agent'],
  ['sec-purpose', 'purpose'],
  ['purpose', 'purpose'],
  ['x-purpose', 'purpose'],
  ['x-moz', 'purpose'],
  ['sec-fetch-dest', 'destination'],
  ['sec-fetch-mode', 'mode'],
  ['referer', 'referer'],
  ['host', 'host'],
]

export function askedBy(headers: Readonly<Record<string, string | string[] | undefined>>): Asked {
  const asked: Asked = {}
  for (const [header, told] of countedBy) asked[told] ??= headers[header]?.toString()
  return asked
}

/** Neither a robot nor a page that is fetched in advance, nor what a script or a frame asks for. */
export function isReader({ agent, purpose, destination, mode }: Asked): boolean {
  // A worker that fetches the page which is opened names no destination; no script can ask in this mode.
  const isOpened = destination === 'document' || (destination === 'empty' && mode === 'navigate')
  if (destination !== undefined && !isOpened) return false
  if (purpose !== undefined && /prefetch|prerender|preview/i.test(purpose)) return false
  return agent !== undefined && !isRobot(agent)
}

const known = new Map<string, boolean>()
const mostKnown = 1_000
const longestAgent = 400

/** The list is one large expression: trying it takes longer than all else that is done for a page in memory. */
export function isRobot(agent: string): boolean {
  // Whoever asks often asks twice in a row; a text that is compared needs no hash.
  if (agent === last.agent) return last.isRobot
  const found = known.get(agent) ?? look(agent)
  last = { agent, isRobot: found }
  return found
}

let last = { agent: '', isRobot: true }

function look(agent: string): boolean {
  if (known.size >= mostKnown) known.clear()
  // A browser without a window says so of itself alone: whoever looks at the own site with one reads it.
  const named = agent.slice(0, longestAgent).replace('HeadlessChrome', 'Chrome')
  const isOne = !named.trim() || isbot(named)
  if (agent.length <= longestAgent) known.set(agent, isOne)
  return isOne
}

/** `example.org` of `https://www.example.org/…`; undefined where it names no site of the web. */
export function siteOf(referer: string): string | undefined {
  const end = referer.indexOf('/', 8)
  const origin = end < 0 ? referer : referer.slice(0, end)
  const found = sites.get(origin)
  if (found !== undefined) return found || undefined
  if (sites.size >= mostKnown) sites.clear()
  const name = siteAt(origin)
  // A part of a long text keeps the whole of it in memory.
  if (referer.length <= longestAgent) sites.set(origin, name ?? '')
  return name
}

const sites = new Map<string, string>()

function siteAt(origin: string): string | undefined {
  const { protocol, hostname } = URL.parse(origin.slice(0, 500)) ?? {}
  if (!hostname || !/^https?:$/.test(protocol ?? '')) return undefined
  const name = hostname.replace(/^www\./, '').replace(/\.$/, '')
  // An address of a network, or a name inside of one, says who reads more than where from.
  const isOfTheWeb = name.length <= 100 && /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?!\d)[a-z0-9-]{2,}$/.test(name)
  return isOfTheWeb ? name : undefined
}
