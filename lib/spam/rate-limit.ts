/** Counts the posts of each client within the last minute. */
export type PostCounter = {
  /**
   * Counts one post, unless there were too many.
   * @returns whole seconds until the next one is taken; 0 when this one is
   */
  count(client: string): number
}

const minute = 60_000

/**
 * A counter in memory, with a window that slides: a refused post does not count, so that whoever waits as long as
 * told is heard again.
 * @param options.now milliseconds of a clock that is never set
 * @param options.most posts taken from one client in a minute
 * @param options.clients how many clients are remembered; the one silent for longest is forgotten first
 */
export function createPostCounter(options: {
  now: () => number
  most?: number
  clients?: number
}): PostCounter {
  const { now, most = 120, clients = 5_000 } = options
  const posts = new Map<string, number[]>()
  return {
    count(client) {
      const at = now()
      const recent = (posts.get(client) ?? []).filter((time) => time > at - minute)
      const [oldest = at] = recent
      const taken = recent.length < most
      if (taken) recent.push(at)
      // Set anew, so that the map stays in the order of the last post.
      posts.delete(client)
      posts.set(client, recent)
      const [quietest] = posts.keys()
      if (posts.size > clients && quietest !== undefined) posts.delete(quietest)
      return taken ? 0 : Math.max(1, Math.ceil((oldest + minute - at) / 1000))
    },
  }
}
