type Half = { memory: Uint32Array; places: Map<string, { from: number; to: number }> }

/**
 * Ids by the expression that they match. Each query adds some: as lists of their own those would outlive the small collections
 * and fill the heap. They lie in two pieces of memory; once one is full, the other is begun anew.
 *
 * @param most numbers in all
 */
export function createKeptIds(most: number) {
  const half = (): Half => ({ memory: new Uint32Array(most / 2), places: new Map() })
  let [newer, older] = [half(), half()]
  let next = 0

  function add(expression: string, ids: Uint32Array): void {
    // The expression takes memory, too: most that readers ask for finds few, or none.
    const room = ids.length + Math.ceil(expression.length / 8) + 25
    if (room > newer.memory.length) return
    if (next + room > newer.memory.length) {
      ;[newer, older] = [older, newer]
      newer.places.clear()
      next = 0
    }
    newer.memory.set(ids, next)
    newer.places.set(expression, { from: next, to: next + ids.length })
    next += room
  }

  return {
    add,
    get(expression: string): Uint32Array | undefined {
      for (const { memory, places } of [newer, older]) {
        const place = places.get(expression)
        if (!place) continue
        // Others come into their place.
        const ids = memory.slice(place.from, place.to)
        if (places === older.places) add(expression, ids)
        return ids
      }
      return undefined
    },
    clear(): void {
      for (const { places } of [newer, older]) places.clear()
      next = 0
    },
  }
}
