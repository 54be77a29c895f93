import { paletteOf, usualPalettes } from './palette.ts'
import type { Theme } from './theme.ts'

/** Only what differs from app/globals.css, and not in print, which stays black on white. */
export function themeCss(theme: Theme): string {
  return (['light', 'dark'] as const)
    .map((mode) => {
      const usual = new Map(Object.entries(usualPalettes[mode]))
      const changed = Object.entries(paletteOf(theme[mode], mode)).filter(
        ([name, colour]) => colour !== usual.get(name),
      )
      if (!changed.length) return ''
      const properties = changed.map(([name, colour]) => `--${name}:${colour}`).join(';')
      return `@media screen and (prefers-color-scheme:${mode}){:root{${properties}}}`
    })
    .join('')
}
