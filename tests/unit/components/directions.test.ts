import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// A page may run from the right: what stands at a line's beginning is at its start, not at the left.

const physical =
  /(?<![\w-])(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius|left|right|float|clear|text-align|caption-side)(?:-[a-z]+)*\s*:[^;]*;/g

const isLogical = (rule: string) =>
  /^(?:float|clear|text-align|caption-side)/.test(rule) && !/\b(?:left|right)\b/.test(rule)

test('no style names the left or the right where the beginning or the end of a line is meant', () => {
  const files = globSync(['app/**/*.css', 'components/**/*.css'])
  expect(files.length).toBeGreaterThan(20)
  const found = files.flatMap((file) =>
    (
      readFileSync(file, 'utf8')
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .match(physical) ?? []
    )
      .filter((rule) => !isLogical(rule))
      .map((rule) => `${file}: ${rule}`),
  )
  expect(found).toEqual([])
})

test('no style has four sides of which the left and the right differ, or moves aside without asking for the direction', () => {
  const found = globSync(['app/**/*.css', 'components/**/*.css']).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/([^{}]*)\{([^{}]*)\}/g)].flatMap(
      ([, where = '', rules = '']) => {
        const sides = [
          ...rules.matchAll(/(?:margin|padding|inset|border-(?:width|color|style)):\s*([^;]+);/g),
        ]
          .map(([, value = '']) => value.replace(/\([^()]*(?:\([^()]*\)[^()]*)*\)/g, '()').split(/\s+/))
          .filter(([, right, , left]) => left !== undefined && left !== right)
        const moves = /translateX|translate:\s*-?[\d.]*[1-9]/.test(rules) && !/dir/.test(where)
        return sides.length || moves ? [`${file}: ${where.trim()}`] : []
      },
    ),
  )
  expect(found).toEqual([])
})
