import { contrast, leastContrast, mixed } from './contrast.ts'
import { type Colours, defaultTheme } from './theme.ts'

/** All colours of a page, by the name of their custom property. */
type Palette = Colours &
  Record<'ink-soft' | 'hairline' | 'tint' | 'field' | 'field-edge' | 'accent-strong' | 'on-accent', string>

/** Those of app/globals.css, chosen by eye. */
export const usualPalettes: Readonly<Record<'light' | 'dark', Palette>> = {
  light: {
    ...defaultTheme.light,
    'ink-soft': '#524c45',
    hairline: '#d8d2c6',
    tint: '#f2eee5',
    field: '#fffefb',
    'field-edge': '#857c70',
    'accent-strong': '#5c131e',
    'on-accent': '#fffaf5',
  },
  dark: {
    ...defaultTheme.dark,
    'ink-soft': '#b9b3a8',
    hairline: '#34373c',
    tint: '#1d2024',
    field: '#1b1e22',
    'field-edge': '#7f7b74',
    'accent-strong': '#f9cdc7',
    'on-accent': '#1f1112',
  },
}

/** WCAG 2.2, success criterion 1.4.11: edges of what is filled in. */
const leastOfEdges = 3
/** Level AAA, where the ink has as much. */
const leastOfSoft = 7

/**
 * What follows from three colours, of which ink and accent can be read on the paper: all that is text can be read on all
 * that is below it.
 */
export function paletteOf(colours: Colours, mode: 'light' | 'dark'): Palette {
  const { accent, paper, ink } = colours
  const usual = usualPalettes[mode]
  const isUsual = (...names: (keyof Colours)[]) => names.every((name) => colours[name] === usual[name])
  const canBeRead = (ground: string) =>
    [ink, accent].every((colour) => contrast(colour, ground) >= leastContrast)
  const ground = (other: string, shares: readonly number[]) =>
    shares.map((share) => mixed(paper, other, share)).find(canBeRead) ?? paper
  const isDark = contrast(paper, '#ffffff') > contrast(paper, '#000000')

  const isGround = isUsual('paper', 'ink')
  const tint = isGround && canBeRead(usual.tint) ? usual.tint : ground(ink, [0.05, 0.03, 0.015])
  const field =
    isGround && canBeRead(usual.field)
      ? usual.field
      : ground('#ffffff', isDark ? [0.035, 0.02, 0.01] : [0.8, 0.4])
  const least = contrast(ink, paper) >= leastOfSoft ? leastOfSoft : leastContrast
  const soft = shares(0.26, 0)
    .map((share) => mixed(ink, paper, share))
    .find((colour) => contrast(colour, paper) >= least && contrast(colour, tint) >= leastContrast)
  const edge = shares(0.4, 1)
    .map((share) => mixed(paper, ink, share))
    .find((colour) => [paper, field].every((one) => contrast(colour, one) >= leastOfEdges))
  const isAccent = isUsual('accent')
  return {
    ...colours,
    'ink-soft': isGround ? usual['ink-soft'] : (soft ?? ink),
    hairline: isGround ? usual.hairline : mixed(paper, ink, 0.17),
    tint,
    field,
    'field-edge': isGround ? usual['field-edge'] : (edge ?? ink),
    'accent-strong': isAccent
      ? usual['accent-strong']
      : mixed(accent, contrast(accent, '#000000') > contrast(paper, '#000000') ? '#ffffff' : '#000000', 0.3),
    // What the accent can be read on can be read on the accent.
    'on-accent': isAccent && isUsual('paper') ? usual['on-accent'] : paper,
  }
}

/** Steps of a hundredth, both ends included. */
function shares(from: number, to: number): number[] {
  const count = Math.round(Math.abs(to - from) * 100)
  return Array.from({ length: count + 1 }, (_, index) => from + (Math.sign(to - from) * index) / 100)
}
