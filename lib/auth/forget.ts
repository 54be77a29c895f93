import type { Tx } from '#lib/db/client.ts'
import { deleteStale } from './store.ts'

/** Forgets requests to sign in made before `askedBefore`, and sessions over by `now`; milliseconds since 1970. */
export async function forgetSignIns(
  tx: Tx,
  { askedBefore, now }: { askedBefore: number; now: number },
): Promise<void> {
  await deleteStale(tx, askedBefore, now)
}
