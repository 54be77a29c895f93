import { afterEach, expect, test } from 'vitest'
import { contrast, seenOnBoth } from '#lib/contrast.ts'
import { letterOf } from '#lib/mail/layout.ts'
import { changeTheme, defaultTheme } from '#lib/theme.ts'
import { words } from '#lib/words/words.ts'

afterEach(() => changeTheme(defaultTheme))

const blocks = [{ head: 'Acorn Clinic' }, { action: 'Open it', href: 'https://www.example.org/' }]
const accents = ['#00274d', '#ffd400', '#0a0a0a', '#7a7a7a', '#c8102e', '#f5f5f5', '#1c7d4f', '#0000ff']

test.each(accents)('button and head follow the accent %s, seen on white and on black', (accent) => {
  changeTheme({ ...defaultTheme, light: { ...defaultTheme.light, accent } })
  const { html } = letterOf(words('en'), 'Subject', blocks)
  const [, edge = '', ground = '', label = ''] =
    /border:2px solid (#\w{6});.*background:(#\w{6});color:(#\w{6})/.exec(html) ?? []
  expect(ground).toBe(accent)
  expect(contrast(label, ground)).toBeGreaterThanOrEqual(4.5)
  for (const paper of ['#ffffff', '#000000']) expect(contrast(edge, paper)).toBeGreaterThanOrEqual(4.4)
  expect(html).toContain(`border-bottom:3px solid ${seenOnBoth(accent)}`)
})

test('without a theme a mail sets no colour that its program would not', () => {
  const { html } = letterOf(words('en'), 'Subject', blocks)
  expect(html).not.toContain('background')
  expect(html).toContain('border:2px solid currentColor')
})
