import { z } from 'zod'
import { contrast, leastContrast, readableOn } from '#lib/contrast.ts'
import { type Colours, defaultTheme, type Theme } from '#lib/theme.ts'
import { typefaces } from '#lib/typefaces.ts'
import { type Diagnostic, diagnostic } from '../lint/diagnostic.ts'
import { asked, expected } from '../schema.ts'
import type { Fields } from '../yaml.ts'

const form = 'a colour in quotes, such as "#7a1f2b"'
const colour = (name: string) =>
  z
    .string(asked(name, form))
    .refine((typed) => /^#[0-9a-f]{6}$/i.test(typed), { error: ({ input }) => expected(name, input, form) })
    .transform((typed) => typed.toLowerCase())

/** One for both, or one for each. */
const pair = (name: string) =>
  z
    .union(
      [
        colour(name).transform((both) => ({ light: both, dark: both })),
        z.strictObject({ light: colour('light').optional(), dark: colour('dark').optional() }),
      ],
      asked(name, `${form}, or light and dark, each with one`),
    )
    .optional()

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
  const colours = (mode: 'light' | 'dark'): Colours => ({
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

/** What cannot be read on its paper, in light and in dark. */
export function checkContrast(theme: Theme, fields: Fields): Diagnostic[] {
  return (['light', 'dark'] as const).flatMap((mode) =>
    (['ink', 'accent'] as const).flatMap((name) => {
      const { [name]: own, paper } = theme[mode]
      const ratio = contrast(own, paper)
      if (ratio >= leastContrast) return []
      const said = fields.hasName([name, mode]) ? [name, mode] : fields.hasName([name]) ? [name] : ['paper']
      const near = readableOn(paper, own)
      const message = `"${name}" ${own} on paper ${paper} cannot be read well in ${mode}: its contrast is ${(Math.floor(ratio * 100) / 100).toFixed(2)}, and ${leastContrast} is the least (WCAG AA). The nearest that can be read is "${near}"${fields.hasName([name, mode]) ? '' : `: write ${name}: { ${mode}: "${near}" }`}`
      return [diagnostic('contrast', fields.valueAt(said), message)]
    }),
  )
}
