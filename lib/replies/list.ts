import { shows } from '#lib/request.ts'
import type { Runtime } from '#lib/runtime.ts'
import type { PublicReply } from './reply.ts'
import { selectApproved } from './store.ts'

/** The approved replies to an article, oldest first; noted as shown by the page being rendered. */
export async function repliesTo(deps: Pick<Runtime, 'db'>, slug: string): Promise<PublicReply[]> {
  shows(`replies:${slug}`)
  return await selectApproved(deps.db.read, slug)
}
