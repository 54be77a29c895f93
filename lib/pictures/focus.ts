/** Per cent, as in `object-position` (CSS Images, level 3, section 5.6). */
export type Focus = { x: number; y: number }

const middle: Focus = { x: 50, y: 50 }
/** Of an upright picture the middle would be a breast: heads are near the top. */
const heads: Focus = { x: 50, y: 10 }

export function focusBySize({ width, height }: { width: number; height: number }): Focus | undefined {
  return height >= width ? heads : undefined
}

export function offsetFor(percent: number, whole: number, part: number): number {
  return Math.round(((whole - part) * percent) / 100)
}

const across: Readonly<Record<string, number>> = { left: 0, center: 50, centre: 50, right: 100 }
const down: Readonly<Record<string, number>> = { top: 0, center: 50, centre: 50, bottom: 100 }

export function readFocus(text: string): Focus | undefined {
  const words = text.trim().toLowerCase().split(/\s+/)
  const numbers = words.map((word) => /^(\d{1,3}(?:\.\d{1,3})?)%$/.exec(word)?.[1]).map(Number)
  const [x = Number.NaN, y = Number.NaN] = numbers
  if (words.length === 2 && x <= 100 && y <= 100) return { x, y }
  const [first = '', second] = words
  if (words.length > 2) return undefined
  if (second === undefined) {
    if (Object.hasOwn(across, first)) return { ...middle, x: across[first] ?? 50 }
    return Object.hasOwn(down, first) ? { ...middle, y: down[first] ?? 50 } : undefined
  }
  if (Object.hasOwn(across, first) && Object.hasOwn(down, second))
    return { x: across[first] ?? 50, y: down[second] ?? 50 }
  if (Object.hasOwn(down, first) && Object.hasOwn(across, second))
    return { x: across[second] ?? 50, y: down[first] ?? 50 }
  return undefined
}
