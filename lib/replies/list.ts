import type { Context } from '#lib/context.ts'
import { isUnavailable } from '#lib/db/errors.ts'
import { notePassing, shows } from '#lib/request-context.ts'
import type { PublicReply } from './reply.ts'
import { selectApproved } from './store.ts'

/** Milliseconds for which a reader of an article is kept waiting for the replies to it. */
const patience = 2_000

/**
 * The approved replies to an article, oldest first; noted as shown by the page being rendered.
 *
 * @param keys what they are kept under, see `Identity`
 */
export async function repliesTo(
  deps: Pick<Context, 'db'>,
  ...keys: readonly string[]
): Promise<PublicReply[]> {
  shows(...keys.map((key) => `replies:${key}`))
  return await selectApproved(deps.db.read, keys)
}

/**
 * The same for a page that is worth reading without them: its text needs no database.
 *
 * @returns undefined when they cannot be had within 2 s; the page being rendered is then not kept
 */
export async function repliesIfThere(
  deps: Pick<Context, 'db' | 'log'>,
  keys: readonly string[],
  within: number = patience,
): Promise<PublicReply[] | undefined> {
  let isOver = () => {}
  const over = new Promise<undefined>((resolve) => {
    isOver = () => resolve(undefined)
  })
  const timer = setTimeout(isOver, within)
  const reading = repliesTo(deps, ...keys).catch((error: unknown) => {
    // A database that is away is told once, by itself.
    if (!isUnavailable(error))
      deps.log.error('The replies to an article cannot be read', { article: keys[0], error })
    return undefined
  })
  const replies = await Promise.race([reading, over])
  clearTimeout(timer)
  if (!replies) notePassing()
  return replies
}
