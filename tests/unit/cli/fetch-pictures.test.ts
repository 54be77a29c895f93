import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fetchPictures } from '#lib/cli/article/fetch-pictures.ts'
import { fetchPicture } from '#lib/pictures/fetch.ts'
import { article, contentFolder, type Folder, png } from '../content/folder.ts'

// Another site, on this machine: what it is asked for, and what it answers.

const asked: string[] = []
const server = createServer((request, response) => {
  const path = request.url ?? ''
  asked.push(path)
  if (path === '/on.png') return response.writeHead(302, { location: '/2015/Our%20Ward.PNG' }).end()
  if (path === '/round') return response.writeHead(302, { location: '/round' }).end()
  if (path === '/away') return response.writeHead(302, { location: 'file:///etc/passwd' }).end()
  if (path === '/page.png') return response.end('<html>no picture</html>')
  if (path === '/drawing.svg')
    return response.end('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')
  if (path.startsWith('/large')) return response.end(Buffer.concat([png, Buffer.alloc(200_000)]))
  if (path.endsWith('.png') || path.endsWith('.PNG') || path.startsWith('/any')) return response.end(png)
  return response.writeHead(404).end()
})
let site = ''
let port = 0

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
  site = `http://127.0.0.1:${port}`
})
afterAll(() => server.close())
beforeEach(() => void asked.splice(0))

async function run({ path }: Folder, slugs: string[] = [], mayBeNear = true) {
  let [out, complaint] = ['', '']
  const terminal = {
    print: (text: string) => {
      out += `${text}\n`
    },
    complain: (text: string) => {
      complaint += `${text}\n`
    },
  }
  const code = await fetchPictures({ contentDir: path, dataDir: join(path, 'data') }, terminal, {
    slugs,
    mayBeNear,
  })
  return { code, out, complaint }
}

const textOf = ({ path }: Folder, name: string) => readFile(join(path, 'articles', name), 'utf8')

test('each picture of another site lies beside its article afterwards, and the text names it', async () => {
  const body = [
    `![A ward](${site}/on.png "Title") and again ![A ward](${site}/2015/Our%20Ward.PNG)`,
    `<img src="${site}/any?id=1" alt="B">`,
    `[![C](${site}/c.png)](https://example.org/c.png) ![D][d]`,
    `\`![code](${site}/code.png)\``,
    `[d]: ${site}/d.png`,
  ].join('\n\n')
  const folder = await contentFolder({
    'articles/x.md': article(body, { image: `${site}/cover.png`, imageAlt: 'A cover' }),
    'articles/y.mdx': article(`![E](${site}/c.png)\n\n<Figure src="${site}/f.png" alt="F" />`),
  })
  expect(await run(folder)).toMatchObject({
    code: 0,
    complaint: '',
    out: expect.stringContaining('8 pictures fetched, 0 not.'),
  })
  expect(await textOf(folder, 'x.md')).toBe(
    article(
      [
        '![A ward](on.png "Title") and again ![A ward](our-ward.png)',
        '<img src="any.png" alt="B">',
        '[![C](c.png)](https://example.org/c.png) ![D][d]',
        `\`![code](${site}/code.png)\``,
        '[d]: d.png',
      ].join('\n\n'),
      { image: 'cover.png', imageAlt: 'A cover' },
    ),
  )
  expect(await textOf(folder, 'y.mdx')).toBe(article('![E](c.png)\n\n<Figure src="f.png" alt="F" />'))
  expect((await readdir(join(folder.path, 'articles', 'x'))).sort()).toEqual([
    'any.png',
    'c.png',
    'cover.png',
    'd.png',
    'on.png',
    'our-ward.png',
  ])
  expect(asked.filter((path) => path === '/c.png')).toHaveLength(1)
  expect(asked).not.toContain('/code.png')
  const { library } = await folder.open()
  expect(library.faults()).toEqual([])
  expect(await run(folder)).toEqual({
    code: 0,
    complaint: '',
    out: 'No text names a picture of another site.\n',
  })
})

test('what cannot be fetched is told with its reason, stays in the text, and the rest is fetched', async () => {
  const body = `![A](${site}/gone.jpg)\n\n![B](${site}/page.png)\n\n![C](${site}/drawing.svg)\n\n![D](${site}/round)\n\n![E](${site}/away)\n\n![F](${site}/f.png)`
  const folder = await contentFolder({ 'articles/x.md': article(body) })
  const { code, complaint, out } = await run(folder)
  expect(code).toBe(1)
  expect(
    complaint
      .replaceAll(/^.*?(x\.md:\d+: )http:\/\/[^/]+/gm, '$1')
      .trim()
      .split('\n'),
  ).toEqual([
    'x.md:6: /gone.jpg was not fetched: the other site answers 404.',
    'x.md:8: /page.png was not fetched: it is no picture.',
    'x.md:10: /drawing.svg was not fetched: it is SVG, and no JPEG, PNG, WebP, AVIF or GIF.',
    'x.md:12: /round was not fetched: it leads on more than 5 times.',
    'x.md:14: /away was not fetched: it is no address of the web.',
  ])
  expect(out).toContain('1 picture fetched, 5 not.')
  expect(await textOf(folder, 'x.md')).toBe(article(body.replace(`${site}/f.png`, 'f.png')))
})

test('nothing within a network is asked unless that is allowed', async () => {
  for (const address of [
    `${site}/x.png`,
    `http://localhost:${port}/x.png`,
    `http://[::1]:${port}/x.png`,
    `http://[::ffff:127.0.0.1]:${port}/x.png`,
    `http://2130706433:${port}/x.png`,
    `http://0x7f.1:${port}/x.png`,
    `http://0.0.0.0:${port}/x.png`,
    'http://10.0.0.1/x.png',
    'http://169.254.169.254/latest/meta-data',
    'http://[fd00::1]/x.png',
  ])
    expect([address, await fetchPicture(address)]).toEqual([
      address,
      { problem: 'its address lies within a network, not on the internet' },
    ])
  expect(asked).toEqual([])
  const folder = await contentFolder({ 'articles/x.md': article(`![A](${site}/a.png)`) })
  expect(await run(folder, [], false)).toMatchObject({ code: 1, out: '0 pictures fetched, 1 not.\n' })
  expect(asked).toEqual([])
})

test('what is too large is not read to its end', async () => {
  expect(await fetchPicture(`${site}/large.png`, { mayBeNear: true, most: 100_000 })).toEqual({
    problem: 'it is larger than 0 MB',
  })
})

test('only the articles that are named are looked through, and a wrong name is told', async () => {
  const folder = await contentFolder({
    'articles/x.md': article(`![A](${site}/a.png)`),
    'articles/y.md': article(`![A](${site}/a.png)`),
  })
  expect((await run(folder, ['x'])).code).toBe(0)
  expect(await textOf(folder, 'y.md')).toContain(site)
  expect(await run(folder, ['z'])).toMatchObject({
    code: 1,
    complaint: expect.stringContaining('There is no article "z"'),
  })
})
