import { ask, often } from './ask.ts'

/** One look at /readyz. `words` are its problems and warnings. */
export type Look = { at: number; status: number; words: string[] }
export type ReadyWatch = { looks: readonly Look[]; stop: () => Promise<void> }

/** Looks at /readyz twice a second, as a load balancer does; 6 s are waited for an answer. */
export function watchReady(url: () => string): ReadyWatch {
  const looks: Look[] = []
  const watch = often(500, async () => {
    const at = performance.now()
    const { status, text } = await ask(`${url()}/readyz`, { within: 6_000 })
    looks.push({ at, status, words: wordsOf(text) })
  })
  return { looks, stop: watch.stop }
}

function wordsOf(text: string): string[] {
  try {
    const { problems = [], warnings = [] } = JSON.parse(text) as { problems?: string[]; warnings?: string[] }
    return [...problems, ...warnings]
  } catch {
    return []
  }
}
