import type { Context } from '#lib/context.ts'
import type { Reply } from './reply.ts'
import { selectReply, selectUndecided } from './store.ts'

/** One reply for the eyes of staff. */
export async function findReply(deps: Pick<Context, 'db'>, id: string): Promise<Reply | undefined> {
  return await selectReply(deps.db.read, id)
}

/** Every reply that staff have not decided about, oldest first. */
export async function undecidedReplies(deps: Pick<Context, 'db'>): Promise<Reply[]> {
  return await selectUndecided(deps.db.read)
}
