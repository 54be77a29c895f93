import { brotliCompressSync, constants } from 'node:zlib'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Picture } from '../../../components/picture.tsx'

const sizes = '(min-width: 40rem) 37rem, 92vw'

function shown(path: string, width: number, lead = false): string {
  const picture = { path, alt: 'A ward', width, height: 600 }
  return renderToStaticMarkup(<Picture picture={picture} sizes={sizes} lead={lead} />)
}

const offeredIn = (html: string, type: string) =>
  new RegExp(`type="image/${type}" srcSet="([^"]*)"`)
    .exec(html)?.[1]
    ?.split(', ')
    .map((one) => one.replace(/^\/pictures\/([^/]+)\/.* (\d+w)$/, '$1 $2'))

test('a photograph is offered as AVIF up to 1,200 wide, a screenshot in every width, a drawing not at all', () => {
  const avif = [320, 480, 800, 1200].map((width) => `${width}.avif ${width}w`)
  const photograph = shown('/pictures/articles/a/ward.jpg', 3000)
  expect(offeredIn(photograph, 'avif')).toEqual([...avif, '1800 1800w', '2400 2400w'])
  expect(offeredIn(photograph, 'webp')).toEqual(['/pictures/1200/articles/a/ward.jpg'])
  const screenshot = shown('/pictures/articles/a/ward.png', 3000)
  expect(offeredIn(screenshot, 'avif')).toEqual([...avif, '1800.avif 1800w', '2400.avif 2400w'])
  const drawing = shown('/pictures/articles/a/ward.svg', 300)
  expect(offeredIn(drawing, 'avif')).toBeUndefined()
  expect(offeredIn(drawing, 'webp')).toEqual(['320 320w', '480 480w', '800 600w'])
  expect(offeredIn(shown('/pictures/articles/a/ward.jpg', 200), 'webp')).toEqual([
    '/pictures/320/articles/a/ward.jpg',
  ])
})

test('its size stands with it, and a GIF is sent as it is', () => {
  for (const ending of ['jpg', 'png', 'svg', 'gif'])
    expect(shown(`/pictures/images/2015/ward.${ending}`, 900)).toContain('width="900" height="600"')
  expect(shown('/pictures/articles/a/wave.gif', 900)).toBe(
    '<img src="/pictures/articles/a/wave.gif" alt="A ward" width="900" height="600" loading="lazy" decoding="async"/>',
  )
})

test('a page with twenty pictures is less than 300 bytes heavier than with WebP alone', () => {
  const texts = Array.from({ length: 20 }, (_, place) =>
    Array.from(
      { length: 12 },
      (_, line) => `<p>Day ${(place * 7919 + line * 104729) % 997} of the surgery</p>`,
    ).join(''),
  )
  const page = (picture: (path: string, lead: boolean) => string) => {
    const html = texts
      .map(
        (text, place) =>
          text + picture(`/pictures/articles/our-new-clinic/ward-${place * 37}.jpg`, place === 0),
      )
      .join('')
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 6,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    }
    return brotliCompressSync(html, { params }).length
  }
  const webpAlone = (path: string, lead: boolean) => {
    const widths = [480, 800, 1200, 1800, 2400]
    const set = widths
      .map((width) => `${path.replace('/pictures/', `/pictures/${width}/`)} ${width}w`)
      .join(', ')
    const rest = lead ? 'fetchPriority="high"' : 'loading="lazy"'
    return `<img src="${path}" srcSet="${set}" sizes="${sizes}" alt="A ward" width="3000" height="600" ${rest} decoding="async"/>`
  }
  const now = page((path, lead) => shown(path, 3000, lead))
  const before = page(webpAlone)
  expect(now - before).toBeLessThan(300)
})
