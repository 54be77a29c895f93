/** Of each of these pages there are endlessly many: none is kept, and only so many are made at once. */
type QueryPages<Page> = {
  /** Single flight. Undefined when too many wait already. */
  get(target: string, make: () => Promise<Page>): Promise<Page> | undefined
}

/** Between two of them a reader of a page in memory has a turn. */
const mostAtOnce = 2

const mostWaiting = 200

export function createQueryPages<Page>(
  most = { atOnce: mostAtOnce, waiting: mostWaiting },
): QueryPages<Page> {
  const inFlight = new Map<string, Promise<Page>>()
  const waiting: (() => void)[] = []
  let running = 0

  async function made(make: () => Promise<Page>): Promise<Page> {
    if (running >= most.atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await make()
    } finally {
      const next = waiting.shift()
      if (next) setImmediate(next)
      else running -= 1
    }
  }

  return {
    get(target, make) {
      const known = inFlight.get(target)
      if (known) return known
      if (waiting.length >= most.waiting) return undefined
      const page = made(make).finally(() => inFlight.delete(target))
      inFlight.set(target, page)
      return page
    },
  }
}
