// Makes `languages-*.webp` and `themes.png` anew from the real site: `npm run check` (or any build), then
// `node_modules/.bin/node docs/pictures/shoot.ts`. Look at each before it is committed.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setInterval } from 'node:timers/promises'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import sharp, { type Sharp } from 'sharp'
import { ensureBuild } from '#lib/http/build.ts'
import { findBrowser } from '../../tests/support/build.ts'
import { anEnquiry, aReply, postForm, readForm } from '../../tests/support/forms.ts'
import { type Site, startSite } from '../../tests/support/site.ts'
import { contentIn, type Walked } from '../../tests/support/walk.ts'

const root = join(import.meta.dirname, '../..')
const cover = join(root, 'content/articles/video-interviews-done-fairly/cover.png')
const schemes = ['light', 'dark'] as const
const gap = 8

type Tile = { picture: Buffer; left: number; top: number }
type Size = { width: number; height: number }

/** Who writes, in the languages that are shown. */
const writers = {
  fr: { name: 'Zoé Martin', text: 'Merci pour ces conseils.' },
  ar: { name: 'سارة', text: 'شكرًا على هذه النصائح.' },
} as const

const themes = [
  {
    site: 'name: Cabinet Bellecour\n',
    theme:
      'accent: { light: "#0b2fd4", dark: "#ffe14a" }\npaper: { light: "#fff7c2", dark: "#001a4d" }\nink: { light: "#00113f", dark: "#fff3b0" }\ntypeface: sans\n',
    files: {},
  },
  {
    site: 'name: Leitstelle\n',
    theme: 'accent: { light: "#2b2b33", dark: "#e8c28a" }\ntypeface: system\n',
    files: { 'logo.svg': star('#1b1917'), 'logo-dark.svg': star('#8fa9d6') },
  },
  {
    site: 'name: L’atelier Kiné de la Guillotière\n',
    theme:
      'accent: { light: "#6b4a1e", dark: "#e3c08a" }\npaper: { light: "#fdf3e6", dark: "#241a14" }\ntypeface: serif\n',
    files: {},
  },
]

function star(colour: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 60"><path fill="${colour}" d="M20 0 40 30 20 60 0 30z"/><path fill="#fff" d="m20 15 4 11 9 4-9 4-4 11-4-11-9-4 9-4z"/></svg>`
}

async function atSite(write: (content: string) => void, look: (site: Site) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-pictures-'))
  for (const name of ['authors', 'pages', 'articles/whole'])
    mkdirSync(join(folder, 'content', name), { recursive: true })
  write(join(folder, 'content'))
  const site = await startSite({ folder })
  try {
    await look(site)
  } finally {
    await site.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function shot(page: Page, width: number): Promise<Buffer> {
  await page.evaluate(() => Promise.all([...document.images].slice(0, 2).map((image) => image.decode())))
  return await sharp(await page.screenshot())
    .resize({ width, kernel: 'lanczos3' })
    .toBuffer()
}

function sheet(size: Size, background: string, tiles: readonly Tile[]): Sharp {
  const channels = 3
  return sharp({ create: { ...size, channels, background } }).composite(
    tiles.map(({ picture, left, top }) => ({ input: picture, left, top })),
  )
}

/** Front page, article, form with errors and desk. */
async function pages(context: BrowserContext, site: Site, width: number): Promise<Buffer[]> {
  const page = await context.newPage()
  const pictures: Buffer[] = []
  for (const path of ['/', '/articles/whole', '/contact', '/staff']) {
    await page.goto(site.url + path)
    if (path === '/contact') {
      await page.locator('#enquiry form button').click()
      await page.locator('[role=alert]').waitFor()
      await page.locator('#enquiry').evaluate((section) => section.scrollIntoView())
    }
    pictures.push(await shot(page, width))
  }
  return pictures
}

async function enterDesk(page: Page, site: Site): Promise<void> {
  await page.goto(`${site.url}/staff/sign-in`)
  await page.locator('main form input[name=email]').fill('staff@localhost')
  await page.locator('main form button').click()
  for await (const _ of setInterval(100)) {
    const mails = site.mailbox().map((mail) => mail.replace(/=\r?\n/g, ''))
    const link = mails.join().match(/http:\S+\/staff\/sign-in\/[a-z0-9]+/)
    if (!link) continue
    await page.goto(link[0])
    await page.locator('main form button').click()
    return await page.waitForURL(`${site.url}/staff`)
  }
}

async function language(browser: Browser, lang: Walked & keyof typeof writers): Promise<void> {
  const { name, text } = writers[lang]
  await atSite(
    (content) => {
      contentIn(content, lang, cover)
      for (const file of ['faulty', 'draft', 'scheduled', 'expired'])
        rmSync(join(content, 'articles', `${file}.mdx`))
      const promise = 'promise: { hours: 24 }\n'
      const site = join(content, 'site.yml')
      const lines = readFileSync(site, 'utf8').replace(/promise:.*\n/, promise)
      writeFileSync(site, lines)
    },
    async (site) => {
      for (const requirements of [text, `${text} 2`])
        await postForm(await readForm(`${site.url}/contact`, 'enquiry'), {
          ...anEnquiry,
          ...{ name, requirements, organisation: '' },
        })
      await postForm(await readForm(`${site.url}/articles/whole`, 'reply'), {
        ...aReply,
        name,
        comment: text,
      })
      const door = await browser.newContext()
      await enterDesk(await door.newPage(), site)
      const storageState = await door.storageState()
      for (const colorScheme of schemes)
        for (const width of [390, 1280]) {
          const isSmall = width === 390
          const tile = isSmall ? { width: 300, height: 650 } : { width: 560, height: 420 }
          const viewport = { width, height: Math.round((width * tile.height) / tile.width) }
          const context = await browser.newContext({ storageState, colorScheme, viewport })
          const across = isSmall ? 4 : 2
          const tiles = (await pages(context, site, tile.width)).map((picture, at) => ({
            picture,
            left: gap + (at % across) * (tile.width + gap),
            top: gap + Math.floor(at / across) * (tile.height + gap),
          }))
          await context.close()
          const size = {
            width: gap + across * (tile.width + gap),
            height: gap + (4 / across) * (tile.height + gap),
          }
          const ground = colorScheme === 'light' ? '#d8d2c9' : '#3a3a3a'
          await sheet(size, ground, tiles)
            .webp({ quality: 68, effort: 6 })
            .toFile(join(import.meta.dirname, `languages-${lang}-${width}-${colorScheme}.webp`))
        }
    },
  )
}

async function threeThemes(browser: Browser): Promise<void> {
  const tiles: Tile[] = []
  const [row, half, desktop] = [318, 600, 444]
  for (const [at, { site, theme, files }] of themes.entries())
    await atSite(
      (content) => {
        contentIn(content, 'fr', cover)
        writeFileSync(join(content, 'site.yml'), `${site}lang: en-GB\n`)
        writeFileSync(join(content, 'theme.yml'), theme)
        for (const [file, bytes] of Object.entries(files)) writeFileSync(join(content, file), bytes)
      },
      async ({ url }) => {
        for (const [side, colorScheme] of schemes.entries())
          for (const viewport of [
            { width: 1280, height: 900 },
            { width: 390, height: 845 },
          ]) {
            const context = await browser.newContext({ colorScheme, viewport })
            const page = await context.newPage()
            await page.goto(`${url}/contact`)
            const isSmall = viewport.width === 390
            tiles.push({
              picture: await shot(page, isSmall ? 144 : desktop),
              left: side * half + (isSmall ? desktop + 6 : 0),
              top: at * row,
            })
            await context.close()
          }
      },
    )
  await sheet({ width: 2 * half, height: 3 * row }, '#808080', tiles)
    .png({ palette: true, effort: 10 })
    .toFile(join(import.meta.dirname, 'themes.png'))
}

await ensureBuild(root, (step) => void process.stderr.write(`${step}\n`))
const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] })
await language(browser, 'fr')
await language(browser, 'ar')
await threeThemes(browser)
await browser.close()
