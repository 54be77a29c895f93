type Rgb = readonly [number, number, number]

/** @param colour `#rrggbb` */
function rgbOf(colour: string): Rgb {
  const number = Number.parseInt(colour.slice(1), 16)
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255]
}

/** Relative luminance, from 0 to 1: WCAG 2.2, “relative luminance”. */
function luminance(colour: string): number {
  const [red, green, blue] = rgbOf(colour).map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}

/** From 1 to 21: WCAG 2.2, “contrast ratio”. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** WCAG 2.2, success criterion 1.4.3, level AA. */
export const leastContrast = 4.5

/** @param share of `other`, from 0 to 1 */
export function mixed(colour: string, other: string, share: number): string {
  const [from, to] = [rgbOf(colour), rgbOf(other)]
  const parts = from.map((part, index) => Math.round(part + ((to[index] ?? 0) - part) * share))
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

/** The colour nearest to this one that can be read on that paper. */
export function readableOn(paper: string, colour: string): string {
  const end = luminance(paper) > 0.18 ? '#000000' : '#ffffff'
  for (let share = 0; share <= 1; share += 0.01) {
    const tried = mixed(colour, end, share)
    if (contrast(tried, paper) >= leastContrast) return tried
  }
  return end
}

/** Nearest to this one, and seen as well on white as on black. */
export function seenOnBoth(colour: string): string {
  const isLight = luminance(colour) > middle
  const shades = Array.from({ length: 401 }, (_, step) =>
    mixed(colour, isLight ? '#000000' : '#ffffff', step / 400),
  )
  return shades.find((one) => luminance(one) > middle !== isLight) ?? colour
}

/** Where white and black have the same contrast, 4.58. */
const middle = Math.sqrt(0.05 * 1.05) - 0.05
