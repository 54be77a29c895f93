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

const named: ReadonlyMap<string, Partial<Focus>> = new Map(
  Object.entries({
    ...{ left: { x: 0 }, right: { x: 100 }, top: { y: 0 }, bottom: { y: 100 } },
    ...{ center: {}, centre: {} },
  }),
)

export function readFocus(text: string): Focus | undefined {
  const words = text.trim().toLowerCase().split(/\s+/)
  const numbers = words.map((word) => /^(\d{1,3}(?:\.\d{1,3})?)%$/.exec(word)?.[1]).map(Number)
  const [x = Number.NaN, y = Number.NaN] = numbers
  if (words.length === 2 && x <= 100 && y <= 100) return { x, y }
  const parts = words.map((word) => named.get(word))
  const axes = parts.flatMap((part) => Object.keys(part ?? {}))
  const isSound = parts.length <= 2 && parts.every((part) => part) && new Set(axes).size === axes.length
  return isSound ? Object.assign({}, middle, ...parts) : undefined
}
