import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import type { Library } from '#lib/content/article.ts'
import { show, usual } from '#lib/content/organisation/live.ts'
import { ownFiles } from '#lib/own-files.ts'
import { theme } from '#lib/theme.ts'
import { contentFolder, png } from '../content/folder.ts'

afterEach(() => show(usual))

const woff2 = readFileSync('public/fonts/sans.woff2')
const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><path d="M0 0h40v10z"/></svg>'

function said(library: Library): string[] {
  return library
    .faults()
    .map(({ file, line, column, message }) => `${file.split('/').at(-1)}:${line}:${column}: ${message}`)
}

test('one’s own typeface is in force as soon as it is there; without it the last good theme stays', async () => {
  const folder = await contentFolder({ 'theme.yml': 'accent: { light: "#00574b" }\n', 'our.woff2': woff2 })
  const { library } = await folder.open()
  await folder.write('theme.yml', 'accent: { light: "#003a8c" }\ntypeface: ours.woff2\n')
  await library.refresh()
  expect(said(library)).toEqual([
    'theme.yml:2:11: "typeface" ours.woff2 is not there: save it beside this file, or write serif, sans or system',
  ])
  expect([theme().light.accent, theme().typeface]).toEqual(['#00574b', 'serif'])

  await folder.write('ours.woff2', 'no font')
  await library.refresh()
  expect(said(library)).toEqual([
    'theme.yml:2:11: "typeface" ours.woff2 is no WOFF2 font of at most 1 MB: save the font again as WOFF2, or write serif, sans or system',
  ])

  await folder.write('ours.woff2', woff2)
  await library.refresh()
  expect(said(library)).toEqual([])
  expect(theme()).toMatchObject({ light: { accent: '#003a8c' }, typeface: { file: 'ours.woff2' } })
  expect(ownFiles().font).toMatchObject({ name: 'ours.woff2', weights: '400 700' })
})

test('a logo is known by its content, in light and in dark, an SVG before a PNG', async () => {
  const folder = await contentFolder({ 'logo.png': png, 'logo-dark.svg': svg })
  const { library } = await folder.open()
  expect(said(library)).toEqual([])
  expect(ownFiles()).toMatchObject({
    logo: { name: 'logo.png', width: 1, height: 1 },
    darkLogo: { name: 'logo-dark.svg', width: 40, height: 10 },
  })
  await folder.write('logo.svg', `\uFEFF<?xml version="1.0"?>\n<!-- by hand -->\n${svg}\n`)
  await library.refresh()
  expect(ownFiles().logo).toMatchObject({ name: 'logo.svg', width: 40 })
})

test('of a typeface that was spoilt or taken away the last good copy stays, over a restart too', async () => {
  const lastGood = join(mkdtempSync(join(tmpdir(), 'broadsheet-last-good-')), 'kept')
  onTestFinished(() => rmSync(lastGood, { recursive: true, force: true }))
  const folder = await contentFolder({ 'theme.yml': 'typeface: our.woff2\n', 'our.woff2': woff2 })
  const { library } = await folder.open({ lastGood, watch: true })
  const inForce = { theme: theme().typeface, font: ownFiles().font }
  expect(inForce.font).toMatchObject({ name: 'our.woff2' })
  const now = () => ({ theme: theme().typeface, font: ownFiles().font })
  await folder.write('our.woff2', 'no font')
  await library.refresh()
  expect(said(library)).toEqual([expect.stringContaining('our.woff2 is no WOFF2 font')])
  expect(now()).toEqual(inForce)
  await folder.remove('our.woff2')
  await library.refresh()
  expect(now()).toEqual(inForce)
  library.close()
  show(usual)
  await folder.open({ lastGood, watch: true })
  expect(now()).toEqual(inForce)
})

test('a logo that was never good leaves a PNG beside it in force, and only what is shown is kept', async () => {
  const lastGood = join(mkdtempSync(join(tmpdir(), 'broadsheet-last-good-')), 'kept')
  onTestFinished(() => rmSync(lastGood, { recursive: true, force: true }))
  const folder = await contentFolder({ 'logo.svg': 'nothing', 'logo.png': png })
  const { library } = await folder.open({ lastGood, watch: true })
  expect(ownFiles().logo?.name).toBe('logo.png')
  expect(readdirSync(lastGood)).toEqual([expect.stringMatching(/^[0-9a-f]{12}-logo\.png$/)])
  await folder.write('logo.svg', svg)
  await library.refresh()
  expect(ownFiles().logo?.name).toBe('logo.svg')
  expect(readdirSync(lastGood)).toEqual([expect.stringMatching(/^[0-9a-f]{12}-logo\.svg$/)])
  await folder.remove('logo.svg')
  await folder.remove('logo.png')
  await library.refresh()
  expect(ownFiles().logo).toBeUndefined()
  expect(readdirSync(lastGood)).toEqual([])
})

test.each([
  [
    'logo.svg',
    '<html><svg viewBox="0 0 1 1"></svg></html>',
    'this is no SVG drawing with a size or a viewBox: save the logo again as SVG, or as logo.png',
  ],
  [
    'logo.svg',
    svg.slice(0, 70),
    'this is no SVG drawing with a size or a viewBox: save the logo again as SVG, or as logo.png',
  ],
  [
    'logo-dark.svg',
    png,
    'this is no SVG drawing with a size or a viewBox: save the logo again as SVG, or as logo.png',
  ],
  [
    'logo.png',
    svg,
    'this is no PNG picture, or it was cut off when it was copied: save the logo again as PNG',
  ],
  [
    'logo.png',
    png.subarray(0, 60),
    'this is no PNG picture, or it was cut off when it was copied: save the logo again as PNG',
  ],
  [
    'logo.svg',
    svg.replace('<path', `<!--${'x'.repeat(262_144)}--><path`),
    'this logo is larger than 256 kB, and each page shows it: save it smaller',
  ],
  ['Logo.SVG', svg, 'this file is not read: rename it to logo.svg'],
  ['logo.jpg', png, 'this file is not read: save the logo as logo.svg or .png'],
])('%s that is none is told, and the name stays: %#', async (file, bytes, message) => {
  const folder = await contentFolder({ [file]: bytes })
  const { library } = await folder.open()
  expect(said(library)).toEqual([`${file}:1:1: ${message}`])
  expect(ownFiles()).toEqual({})
})
