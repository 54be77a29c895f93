import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { makeCard } from '#lib/pictures/card.ts'
import { cardAddress } from '#lib/share-card.ts'
import { changeSite, site } from '#lib/site.ts'
import { changeTheme, defaultTheme } from '#lib/theme.ts'
import { anArticle } from '../components/articles.ts'

const own = { ...site }
afterEach(() => {
  changeSite(own)
  changeTheme(defaultTheme)
})

const colours = { accent: '#00574b', paper: '#ffffff', ink: '#111111' }
const plain = {
  byline: 'Jane Doe',
  dir: 'ltr',
  name: 'Acorn Clinic',
  logo: undefined,
  colours,
  face: 'serif',
} as const

/** From where to where something stands on the paper, in this band of it. */
async function inkIn(card: Buffer, top: number, height: number): Promise<[left: number, right: number]> {
  const { data, info } = await sharp(card)
    .extract({ left: 0, top, width: 1200, height })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  let [left, right] = [1200, 0]
  for (let at = 0; at < data.length; at += info.channels) {
    if ((data[at] ?? 255) > 200) continue
    const x = (at / info.channels) % 1200
    left = Math.min(left, x)
    right = Math.max(right, x)
  }
  return [left, right]
}

test.each([
  ['a short title', 'Tea', 'ltr'],
  ['a title of forty words', 'What we learnt from all '.repeat(12), 'ltr'],
  [
    'a word of eighty letters',
    'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
    'ltr',
  ],
  ['signs of HTML', 'A < B & <b>C</b>', 'ltr'],
  ['Arabic', 'قيمة وسائل التواصل الاجتماعي', 'rtl'],
] as const)('%s stands within the card, at the side where its language begins', async (_what, title, dir) => {
  for (const face of ['serif', 'sans'] as const) {
    const card = await makeCard({ ...plain, title, dir, face })
    if (!card) throw new Error('No card.')
    expect(card.length).toBeLessThan(300_000)
    expect(await sharp(card).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 })
    const [left, right] = await inkIn(card, 180, 310)
    expect(left).toBeGreaterThanOrEqual(70)
    expect(right).toBeLessThanOrEqual(1130)
    expect(dir === 'ltr' ? left < 100 : right > 1100).toBe(true)
    expect((await inkIn(card, 495, 15))[1]).toBe(0)
    expect((await inkIn(card, 512, 60))[1]).toBeGreaterThan(0)
  }
})

test('on a machine without fonts a title that none of ours has gives no card, in place of one with boxes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-no-fonts-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const none = join(folder, 'fonts.conf')
  writeFileSync(
    none,
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>',
  )
  const script = `const { makeCard } = await import('./lib/pictures/card.ts')
const made = []
for (const title of ['医疗保健', 'Łódź, Клиника', 'عيادة']) made.push(Boolean(await makeCard({ ...${JSON.stringify(plain)}, title })))
console.log(JSON.stringify(made))`
  const said = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, FONTCONFIG_FILE: none },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  expect(JSON.parse(said)).toEqual([false, true, true])
})

test('its address changes with the title, the authors, the name, the colours and the typeface, and with nothing else', () => {
  const article = anArticle({ title: 'Tea' })
  const addresses = [cardAddress(article)]
  expect(cardAddress({ ...article, description: 'Another' } as typeof article)).toBe(addresses[0])
  addresses.push(cardAddress({ ...article, title: 'Coffee' }))
  addresses.push(cardAddress({ ...article, authors: [{ name: 'Ann Smith' }] }))
  changeSite({ ...own, name: 'Acorn Clinic' })
  addresses.push(cardAddress(article))
  changeTheme({ ...defaultTheme, typeface: 'sans' })
  addresses.push(cardAddress(article))
  changeTheme({ ...defaultTheme, light: { ...defaultTheme.light, accent: '#00574b' } })
  addresses.push(cardAddress(article))
  expect(new Set(addresses).size).toBe(addresses.length)
  for (const one of addresses) expect(one).toMatch(/^\/pictures\/share\/[0-9a-f]{10}\/articles\/[^/]+\.png$/)
})
