export type PostCounter = ReturnType<typeof createPostCounter>

const minute = 60_000

/** A refused post does not count, so that whoever waits as long as told is heard again. */
export function createPostCounter(options: { now: () => number; most?: number; clients?: number }) {
  const { now, most = 120, clients = 5_000 } = options
  const posts = new Map<string, number[]>()
  return {
    /** @returns whole seconds until the next post is taken; 0 when this one is */
    count(client: string): number {
      const at = now()
      const recent = (posts.get(client) ?? []).filter((time) => time > at - minute)
      const [oldest = at] = recent
      const taken = recent.length < most
      if (taken) recent.push(at)
      posts.delete(client)
      posts.set(client, recent)
      const [quietest] = posts.keys()
      if (posts.size > clients && quietest !== undefined) posts.delete(quietest)
      return taken ? 0 : Math.max(1, Math.ceil((oldest + minute - at) / 1000))
    },
  }
}
