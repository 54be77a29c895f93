import { execFileSync } from 'node:child_process'
import { randomFillSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, onTestFinished, test } from 'vitest'
import { makeMark } from '#lib/pictures/mark.ts'

const colours = { accent: '#00574b', paper: '#ffffff', ink: '#111111' }
const [accent, ink] = [
  [0, 87, 75],
  [17, 17, 17],
]

/** As a machine makes it that has no font of its own: fonts are looked for once in a process. */
function cardsWithoutFonts(names: readonly string[]): Buffer[] {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-no-fonts-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const none = join(folder, 'fonts.conf')
  writeFileSync(
    none,
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>',
  )
  const script = `const { makeMark } = await import('./lib/pictures/mark.ts')
const marks = ${JSON.stringify(names.map((name) => ({ name, letter: name.slice(0, 1), logo: undefined, colours })))}
const made = []
for (const mark of marks) for (const file of ['share.png', 'icon-192.png']) made.push((await makeMark(file, mark)).toString('base64'))
console.log(JSON.stringify(made))`
  const said = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, FONTCONFIG_FILE: none },
    encoding: 'utf8',
    maxBuffer: 64e6,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return (JSON.parse(said) as string[]).map((text) => Buffer.from(text, 'base64'))
}

async function colourAt(picture: Buffer | undefined, left: number, top: number): Promise<number[]> {
  const { data } = await sharp(picture)
    .extract({ left, top, width: 1, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return [...data]
}

/** The share of the card in about this colour. */
async function shareOf(colour: readonly number[] | undefined, picture: Buffer | undefined): Promise<number> {
  const data = await sharp(picture)
    .extract({ left: 100, top: 100, width: 1000, height: 430 })
    .raw()
    .toBuffer()
  let found = 0
  for (let at = 0; at < data.length; at += 3)
    if (colour?.every((part, index) => Math.abs(part - (data[at + index] ?? 0)) < 12)) found++
  return found / (data.length / 3)
}

test('on a machine without fonts names in our scripts are drawn, others leave a card without a name, never boxes', async () => {
  const drawn = ['Acorn Clinic', 'عيادة السلام', 'מרפאת השלום', 'Κλινική', 'Клиника', 'Clínica 🌰 عيادة']
  const others = ['仁心诊所', 'क्लिनिक', 'Acorn 诊所']
  const cards = cardsWithoutFonts([...drawn, ...others])
  const cardOf = (name: string) => cards[2 * [...drawn, ...others].indexOf(name)]
  for (const name of drawn) {
    expect([name, await colourAt(cardOf(name), 4, 4)]).toEqual([name, [255, 255, 255]])
    expect(await shareOf(ink, cardOf(name))).toBeGreaterThan(0.03)
  }
  for (const name of others) expect([name, await shareOf(accent, cardOf(name))]).toEqual([name, 1])
  const icon = cards[2 * (drawn.length + others.indexOf('仁心诊所')) + 1]
  expect((await sharp(icon).stats()).channels.map(({ min, max }) => [min, max])).toEqual(
    accent?.map((part) => [part, part]),
  )
  expect((await sharp(cards[3]).stats()).channels.some(({ max }) => max > 200)).toBe(true)
})

test('the card of the site is under 300 kB, whatever its logo', async () => {
  const raw = { width: 1000, height: 425, channels: 3 } as const
  const noise = await sharp(randomFillSync(Buffer.alloc(1000 * 425 * 3)), { raw })
    .png()
    .toBuffer()
  const logo = { width: 1000, height: 425, bytes: noise }
  const card = await makeMark('share.png', { name: 'Hill', letter: 'H', logo, colours })
  expect(await sharp(card).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 })
  expect(card.length).toBeLessThan(300_000)
})
