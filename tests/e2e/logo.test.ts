import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HtmlValidate } from 'html-validate'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { accessibilityFaults, openBrowser } from '../support/browser.ts'
import { patience } from '../support/patience.ts'
import { signIn } from '../support/sign-in.ts'
import { type Site, startSite } from '../support/site.ts'
import { passesSoon } from '../support/soon.ts'

const browser = openBrowser()
let site: Site
beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.remove())
const own = ['theme.yml', 'site.yml', 'logo.svg', 'logo.png', 'logo-dark.svg']
afterEach(() => {
  for (const file of own) rmSync(join(site.contentDir, file), { force: true })
})

function write(file: string, text: string | Buffer): void {
  writeFileSync(join(site.contentDir, file), text)
}

const drawing = (colour: string, size: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size}" onload="document.title='ran'"><script>fetch('/ran')</script><image href="/ran.png"/><rect width="100%" height="100%" fill="${colour}"/></svg>`

async function html(path = '/contact'): Promise<string> {
  return (await fetch(site.url + path)).text()
}

function addressIn(page: string, pattern: RegExp): string {
  return pattern.exec(page)?.[1] ?? ''
}

async function bytesAt(address: string): Promise<Buffer> {
  const answer = await fetch(new URL(address, site.url))
  expect([address, answer.status]).toEqual([address, 200])
  return Buffer.from(await answer.arrayBuffer())
}

/** The colour in the middle. */
async function middleOf(picture: Buffer): Promise<number[]> {
  const { width, height } = await sharp(picture).metadata()
  const box = { left: Math.floor(width / 2), top: Math.floor(height / 2), width: 1, height: 1 }
  const { data } = await sharp(picture).removeAlpha().extract(box).raw().toBuffer({ resolveWithObject: true })
  return [...data]
}

test('the logo stands for the name in the header, in light and in dark, and is an image alone', async () => {
  write('logo.svg', drawing('#0b2fd4', '400 100'))
  write('logo-dark.svg', drawing('#ffe14a', '400 100'))
  await passesSoon(async () => {
    for (const path of ['/', '/contact', '/nothing-here'])
      expect(await html(path)).toContain('/logo-dark.svg')
  })
  const { results } = await new HtmlValidate({ extends: ['html-validate:standard'] }).validateString(
    await html('/'),
  )
  expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([])
  const address = addressIn(await html(), /<img src="(\/_site\/[0-9a-f]{12}\/logo\.svg)"/)
  const answer = await fetch(site.url + address)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/svg+xml; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  })
  for (const [colorScheme, width] of [
    ['light', 390],
    ['dark', 1280],
  ] as const) {
    const { page, context, trouble } = await browser.visit({ colorScheme, viewport: { width, height: 800 } })
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    for (const path of ['/', '/contact']) {
      await page.goto(site.url + path, { waitUntil: 'networkidle' })
      const image = page.getByRole('banner').getByRole('img', { name: 'Broadsheet' })
      const box = await image.boundingBox()
      expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(4, 0)
      expect(box?.width).toBeLessThanOrEqual(width)
      const source = await image.evaluate((one) => (one as unknown as { currentSrc: string }).currentSrc)
      expect(source).toContain(colorScheme === 'dark' ? '/logo-dark.svg' : '/logo.svg')
      expect([path, ...(await accessibilityFaults(page))]).toEqual([path])
    }
    await page.goto(site.url)
    expect(await page.getByRole('heading', { level: 1 }).getAttribute('class')).not.toBeNull()
    await expect.poll(() => page.getByRole('heading', { level: 1, name: 'Broadsheet' }).count()).toBe(1)
    await page.goto(`${site.url}/contact`)
    await page.getByRole('banner').getByRole('link', { name: 'Broadsheet' }).click()
    await page.waitForURL(`${site.url}/`)
    expect(asked.filter((path) => path.startsWith('/ran'))).toEqual([])
    expect(trouble).toEqual([])
    await context.close()
  }
  rmSync(join(site.contentDir, 'logo.svg'))
  await passesSoon(async () => expect(await html()).not.toContain('<picture'))
})

test('the desk bears the logo, in light and in dark, and the name without one', async () => {
  const { page, context, trouble } = await browser.visit()
  await signIn(page, site)
  const image = page.getByRole('banner').getByRole('img', { name: 'Broadsheet' })
  const name = page.getByRole('banner').getByRole('link', { name: 'Broadsheet', exact: true })
  expect([await name.textContent(), await image.count()]).toEqual(['Broadsheet', 0])
  write('logo.svg', drawing('#0b2fd4', '400 100'))
  write('logo-dark.svg', drawing('#ffe14a', '400 100'))
  await passesSoon(async () => expect(await html()).toContain('/logo-dark.svg'))
  for (const [colorScheme, width] of [
    ['light', 390],
    ['dark', 1280],
  ] as const) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 800 })
    await page.goto(`${site.url}/staff/mail`, { waitUntil: 'networkidle' })
    const box = await image.boundingBox()
    expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(4, 0)
    expect(box?.height).toBeLessThanOrEqual(40)
    const source = await image.evaluate((one) => (one as unknown as { currentSrc: string }).currentSrc)
    expect(source).toContain(colorScheme === 'dark' ? '/logo-dark.svg' : '/logo.svg')
    expect(await accessibilityFaults(page)).toEqual([])
    await name.click()
    await page.waitForURL(`${site.url}/`)
  }
  expect(trouble).toEqual([])
  await context.close()
})

test('a faulty logo leaves its last good copy on the page, over a restart too', async () => {
  write('logo.svg', drawing('#0b2fd4', '400 100'))
  const shown = async () =>
    addressIn(await html(), /<img src="(\/_site\/[0-9a-f]{12}\/logo\.svg)"[^>]* width="160" height="40"/)
  await passesSoon(async () => expect(await shown()).not.toBe(''))
  const [address, copy] = [await shown(), drawing('#0b2fd4', '400 100')]
  write('logo.svg', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4')
  const told = () => site.log().includes('logo.svg:1:1: this is no SVG drawing')
  await expect.poll(told, { timeout: patience }).toBe(true)
  const isKept = async () => {
    expect(await shown()).toBe(address)
    expect((await bytesAt(address)).toString()).toBe(copy)
    const card = addressIn(await html(), /<meta property="og:image" content="([^"]+)"/)
    expect(await middleOf(await bytesAt(new URL(card).pathname))).toEqual([11, 47, 212])
  }
  await isKept()
  await site.stop()
  rmSync(join(site.dataDir, 'cache'), { recursive: true, force: true })
  await site.start()
  await isKept()
  rmSync(join(site.contentDir, 'logo.svg'))
  await passesSoon(async () => expect(await html()).not.toContain('<picture'))
})

test('icons, manifest and share card are made of the logo, on paper, by addresses that change with it', async () => {
  write('theme.yml', 'paper: { light: "#fff7c2" }\n')
  const seen = new Set<string>()
  for (const [colour, rgb] of [
    ['#0b2fd4', [11, 47, 212]],
    ['#00574b', [0, 87, 75]],
  ] as const) {
    write('logo.svg', drawing(colour, '300 100'))
    let page = ''
    await passesSoon(async () => {
      page = await html()
      const share = addressIn(page, /<meta property="og:image" content="([^"]+)"/)
      expect(share).toContain('/_site/')
      expect(page).toContain('--paper:#fff7c2')
      expect(seen.has(share)).toBe(false)
    })
    const share = addressIn(page, /<meta property="og:image" content="([^"]+)"/)
    seen.add(share)
    const card = await bytesAt(new URL(share).pathname)
    expect(await sharp(card).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 })
    expect(await middleOf(card)).toEqual(rgb)
    const [corner] = await sharp(card)
      .extract({ left: 0, top: 0, width: 1, height: 1 })
      .raw()
      .toBuffer({ resolveWithObject: true })
      .then(({ data }) => [[...data]])
    expect(corner).toEqual([255, 247, 194])

    const touch = await bytesAt(addressIn(page, /<link rel="apple-touch-icon" href="([^"]+)"/))
    expect(await sharp(touch).metadata()).toMatchObject({ width: 180, height: 180 })
    expect(await middleOf(touch)).toEqual(rgb)
    const icon = await bytesAt(addressIn(page, /<link rel="icon" href="([^"]+)"/))
    expect([...icon.subarray(0, 6)]).toEqual([0, 0, 1, 0, 3, 0])
    expect(await bytesAt('/favicon.ico')).toEqual(icon)

    const answer = await fetch(new URL(addressIn(page, /<link rel="manifest" href="([^"]+)"/), site.url))
    expect(answer.headers.get('content-type')).toContain('application/manifest+json')
    const manifest = (await answer.json()) as { name: string; icons: { src: string; sizes: string }[] }
    expect(manifest).toMatchObject({
      name: 'Broadsheet',
      theme_color: '#fff7c2',
      background_color: '#fff7c2',
    })
    for (const { src, sizes } of manifest.icons) {
      const { width, height } = await sharp(await bytesAt(src)).metadata()
      expect(`${width}x${height}`).toBe(sizes)
    }
  }
})

test('without a logo they are made of the name and the accent, and ours stand on no site of another name', async () => {
  const ours = { card: readFileSync('public/site.png'), icon: readFileSync('public/favicon.ico') }
  await passesSoon(async () => expect(await html()).not.toMatch(/rel="manifest"|<picture/))
  expect(await bytesAt('/favicon.ico')).toEqual(ours.icon)
  write('site.yml', 'name: Acorn Clinic & Sons\n')
  write('theme.yml', 'accent: { light: "#00574b" }\n')
  await passesSoon(async () =>
    expect(await html()).toMatch(/og:image" content="[^"]+\/_site\/[0-9a-f]{12}\/share\.png"/),
  )
  await passesSoon(async () => expect(await html()).toContain('--accent:#00574b'))
  const page = await html()
  const card = await bytesAt(new URL(addressIn(page, /<meta property="og:image" content="([^"]+)"/)).pathname)
  await passesSoon(async () => {
    expect((await bytesAt('/site.png')).equals(ours.card)).toBe(false)
    expect((await bytesAt('/site.png')).equals(card)).toBe(true)
    expect((await bytesAt('/favicon.ico')).equals(ours.icon)).toBe(false)
  })
  const touch = await bytesAt(addressIn(page, /<link rel="apple-touch-icon" href="([^"]+)"/))
  const { data } = await sharp(touch)
    .extract({ left: 2, top: 2, width: 1, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true })
  expect([...data].slice(0, 3)).toEqual([0, 87, 75])
  expect((await sharp(touch).stats()).channels.some(({ max }) => max > 200)).toBe(true)
})
