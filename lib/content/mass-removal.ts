/** So few may go at once whatever their share: an editor who tidies up. */
const few = 10
/** Milliseconds within which removals count together: a folder emptied slowly is emptied all the same. */
const together = 60_000

/**
 * More than half of the articles gone: a disk that is away rather than an editor's wish.
 * @param patience milliseconds after which a mass removal is meant
 */
export function createRemovals(patience: number) {
  let since: number | undefined
  let held = 0
  let recent: { fewer: number; at: number }[] = []

  function isMass(gone: number, known: number): boolean {
    return gone > few && gone > known / 2
  }

  return {
    /** @param now milliseconds of a monotonic clock */
    isHeld(look: { gone: number; added: number; known: number; isWhole: boolean }, now: number): boolean {
      const { gone, added, known, isWhole } = look
      if (!gone && !isWhole) return false
      // What led to a hold counts for as long as it lasts.
      if (since === undefined) recent = recent.filter(({ at }) => now - at < together)
      // An article that came within that time and went again is not missed.
      const before = Math.max(
        0,
        recent.reduce((sum, { fewer }) => sum + fewer, 0),
      )
      // Renamed ones are gone under one name and there under another.
      const isMassNow = gone > 0 && isMass(before + gone - added, before + known)
      if (since !== undefined && isWhole && !isMassNow) since = undefined
      if (isMassNow) since ??= now
      held = since !== undefined && now - since < patience ? Math.max(gone, isWhole ? 0 : held) : 0
      return held > 0 && gone > 0
    },
    /** @param fewer negative when there are more */
    taken(fewer: number, now: number): void {
      if (fewer) recent.push({ fewer, at: now })
      // What was meant is over: the next article that goes is one again.
      if (since !== undefined && now - since >= patience) {
        recent = []
        since = undefined
      }
    },
    held: () => held,
  }
}
