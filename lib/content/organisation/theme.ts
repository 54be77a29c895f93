import { z } from 'zod'
import { contrast, leastContrast, readableOn } from '#lib/contrast.ts'
import { type Colours, defaultTheme, type Theme } from '#lib/theme.ts'
import { typefaces } from '#lib/typefaces.ts'
import { type Diagnostic, diagnostic } from '../lint/diagnostic.ts'
import { asked, expected } from '../schema.ts'
import type { Fields } from '../yaml.ts'

type Name = keyof Colours
type Mode = 'light' | 'dark'

/** `#abc` and what lacks its sign. */
function meant(typed: unknown): string {
  const [, digits = ''] = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(String(typed).trim()) ?? []
  const six = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits
  return six && `. Did you mean "#${six.toLowerCase()}"?`
}

const isColour = (typed: string) => /^#[0-9a-f]{6}$/i.test(typed)

const colour = (name: Name, mode: Mode) => {
  const form = `a colour of six digits in quotes, such as "${defaultTheme[mode][name]}"`
  const error = ({ input }: { input?: unknown }) => expected(mode, input, form) + meant(input)
  return z
    .string({ error })
    .refine(isColour, { error })
    .transform((typed) => typed.toLowerCase())
}

/** One for both, or one for each. No colour can be read on both of our papers: the example has two. */
const pair = (name: Name) => {
  const { light, dark } = defaultTheme
  const form = `a colour of six digits in quotes for light and one for dark, such as ${name}: { light: "${light[name]}", dark: "${dark[name]}" }, or one for both`
  const both = z.string().refine(isColour)
  return z
    .union(
      [
        both.transform((typed) => ({ light: typed.toLowerCase(), dark: typed.toLowerCase() })),
        z.strictObject({ light: colour(name, 'light').optional(), dark: colour(name, 'dark').optional() }),
      ],
      { error: ({ input }) => expected(name, input, form) + meant(input) },
    )
    .optional()
}

const names = Object.keys(typefaces) as (keyof typeof typefaces)[]
const faceForm = `one of ${names.join(', ')}, or a file beside this one, such as our-face.woff2`
const typeface = z.string(asked('typeface', faceForm)).transform((typed, context) => {
  const known = names.find((name) => name === typed)
  if (known) return known
  if (/^[\w-]+\.woff2$/.test(typed)) return { file: typed }
  context.addIssue(expected('typeface', typed, faceForm))
  return z.NEVER
})

export const themeSchema = z.strictObject({
  accent: pair('accent'),
  paper: pair('paper'),
  ink: pair('ink'),
  typeface: typeface.optional(),
})

export function themeOf(given: z.output<typeof themeSchema>): Theme {
  const colours = (mode: Mode): Colours => ({
    accent: given.accent?.[mode] ?? defaultTheme[mode].accent,
    paper: given.paper?.[mode] ?? defaultTheme[mode].paper,
    ink: given.ink?.[mode] ?? defaultTheme[mode].ink,
  })
  return {
    light: colours('light'),
    dark: colours('dark'),
    typeface: given.typeface ?? defaultTheme.typeface,
  }
}

const modes = ['light', 'dark'] as const

/** What cannot be read on its paper, in light and in dark, with what can as it is to be written. */
export function checkContrast(theme: Theme, fields: Fields): Diagnostic[] {
  return (['ink', 'accent'] as const).flatMap((name) => {
    const faint = modes.filter((mode) => contrast(theme[mode][name], theme[mode].paper) < leastContrast)
    const near = (mode: Mode) => readableOn(theme[mode].paper, theme[mode][name])
    const own = faint.filter((mode) => fields.hasName([name, mode]))
    const others = faint.filter((mode) => !own.includes(mode))
    const [first] = others
    const found = own.map((mode) =>
      diagnostic(
        'contrast',
        fields.valueAt([name, mode]),
        `${why(name, theme, [mode])} The nearest that can be read is "${near(mode)}"`,
      ),
    )
    if (!first) return found
    // What is written as one colour for both, or not at all, has to keep the one that can be read.
    const kept = modes.filter((mode) => others.includes(mode) || fields.hasName([name]))
    const written = kept.map((mode) => `${mode}: "${near(mode)}"`).join(', ')
    const at = [[name], ['paper', first], ['paper']].find((path) => fields.hasName(path)) ?? ['paper']
    const message = `${why(name, theme, others)} The nearest that can be read: write ${name}: { ${written} }`
    return [...found, diagnostic('contrast', fields.valueAt(at), message)]
  })
}

function why(name: 'ink' | 'accent', theme: Theme, faint: readonly Mode[]): string {
  const pair = (mode: Mode) => `${theme[mode][name]} on paper ${theme[mode].paper}`
  const ratio = (mode: Mode) =>
    (Math.floor(contrast(theme[mode][name], theme[mode].paper) * 100) / 100).toFixed(2)
  const [first, second] = faint
  const said =
    first && second
      ? `${pair(first)} cannot be read well in ${first}, nor ${pair(second)} in ${second}: the contrasts are ${ratio(first)} and ${ratio(second)}`
      : first && `${pair(first)} cannot be read well in ${first}: its contrast is ${ratio(first)}`
  return `"${name}" ${said}, and ${leastContrast} is the least (WCAG AA).`
}
