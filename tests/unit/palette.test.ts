import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { contrast, leastContrast } from '#lib/contrast.ts'
import { paletteOf, usualPalettes } from '#lib/palette.ts'
import { type Colours, defaultTheme } from '#lib/theme.ts'
import { themeCss } from '#lib/theme-css.ts'

const modes = ['light', 'dark'] as const

/** Mulberry32: the same colours in each run. */
function colours(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  return () => `#${(next() & 0xffffff).toString(16).padStart(6, '0')}`
}

/** Each text, and what it may stand on. */
const texts: [keyof ReturnType<typeof paletteOf>, readonly (keyof ReturnType<typeof paletteOf>)[]][] = [
  ['ink', ['paper', 'tint', 'field']],
  ['accent', ['paper', 'tint', 'field']],
  ['accent-strong', ['paper']],
  ['ink-soft', ['paper', 'tint']],
  ['on-accent', ['accent', 'accent-strong']],
]

function faults(given: Colours, mode: 'light' | 'dark'): string[] {
  const palette = paletteOf(given, mode)
  const found = texts.flatMap(([text, grounds]) =>
    grounds
      .filter((ground) => contrast(palette[text], palette[ground]) < leastContrast)
      .map(
        (ground) =>
          `${mode} ${JSON.stringify(given)}: ${text} ${palette[text]} on ${ground} ${palette[ground]}`,
      ),
  )
  const edges = (['paper', 'field'] as const).filter(
    (one) => contrast(palette['field-edge'], palette[one]) < 3,
  )
  return [...found, ...edges.map((one) => `${mode} ${JSON.stringify(given)}: field-edge on ${one}`)]
}

test('whatever theme passes, all of its colours can be read where they stand', () => {
  const next = colours(20)
  const found: string[] = []
  let passing = 0
  while (passing < 4000) {
    const given = { accent: next(), paper: next(), ink: next() }
    if ([given.accent, given.ink].some((one) => contrast(one, given.paper) < leastContrast)) continue
    passing++
    for (const mode of modes) found.push(...faults(given, mode))
  }
  expect(found).toEqual([])
})

test('an accent alone on the usual paper, too', () => {
  const next = colours(7)
  const found: string[] = []
  for (let tried = 0; tried < 4000; tried++)
    for (const mode of modes) {
      const given = { ...defaultTheme[mode], accent: next() }
      if (contrast(given.accent, given.paper) >= leastContrast) found.push(...faults(given, mode))
    }
  expect(found).toEqual([])
})

test('the usual colours are those of the style sheet, pass the same, and cost no byte', () => {
  const css = readFileSync('app/globals.css', 'utf8')
  const [light = '', dark = ''] = css.split('@media screen and (prefers-color-scheme: dark)')
  for (const [mode, part] of [
    ['light', light],
    ['dark', dark],
  ] as const) {
    for (const [name, colour] of Object.entries(usualPalettes[mode]))
      expect(part).toContain(`--${name}: ${colour};`)
    expect(paletteOf(defaultTheme[mode], mode)).toEqual(usualPalettes[mode])
    expect(faults(defaultTheme[mode], mode)).toEqual([])
  }
  expect(themeCss(defaultTheme)).toBe('')
})

test('a page carries what differs alone, exactly as given, and print nothing of it', () => {
  const css = themeCss({ ...defaultTheme, light: { ...defaultTheme.light, accent: '#00574b' } })
  expect(css).toMatch(/^@media screen and \(prefers-color-scheme:light\)\{:root\{--accent:#00574b;[^}]+\}\}$/)
  expect(css).not.toMatch(/--(?:paper|ink|hairline|tint|field)/)
})
