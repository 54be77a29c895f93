import { itemNamed } from '#lib/links/items.ts'
import type { Runtime } from '#lib/runtime.ts'
import { type FoundItem, findItem } from './find.ts'

/** What a moderation link leads to. */
export type Moderation =
  | FoundItem
  /** Signed by us, but too long ago. */
  | { kind: 'expired' }
  /** Not signed by us, or cut short. */
  | { kind: 'forged' }
  /** Signed, but what it names is no longer kept. */
  | { kind: 'missing' }

/**
 * Opens what a moderation link leads to; changes nothing.
 *
 * @param token last part of the address `/moderate/…`
 */
export async function openModeration(
  deps: Pick<Runtime, 'db' | 'keys' | 'now'>,
  token: string,
): Promise<Moderation> {
  const verified = deps.keys.verify('moderate', token, deps.now())
  if (verified.kind !== 'valid') return { kind: verified.kind }
  const item = itemNamed(verified.item)
  return (item && (await findItem(deps, item))) ?? { kind: 'missing' }
}
