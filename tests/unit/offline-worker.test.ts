import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { goneWorker, offlineWorker } from '#lib/offline-worker.ts'
import { languages } from '#lib/words/languages.ts'
import { words } from '#lib/words/words.ts'

test.each(languages)('the worker has at most 2,000 bytes in %s, and is a program', (language) => {
  const text = offlineWorker({ line: words(language)('offline.form'), version: '0123456789ab' })
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2000)
  expect(() => new Function(text)).not.toThrow()
  expect(() => new Function(goneWorker)).not.toThrow()
})

test.each([
  ['many words', 'لا يوجد اتصال بالإنترنت. '.repeat(40)],
  ['one word', 'ö'.repeat(3_000)],
  ['what is escaped', `"<'& `.repeat(300)],
])('a long line of one’s own is cut: %s', (_, line) => {
  const text = offlineWorker({ line, version: '0123456789ab' })
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2000)
  expect(text).toContain('…</p>')
  expect(() => new Function(text)).not.toThrow()
})

test('a line of one’s own breaks neither the page nor the worker', () => {
  const text = offlineWorker({ line: `"</p>" ' \\ <script>`, version: '' })
  expect(() => new Function(text)).not.toThrow()
  expect(text).not.toContain('<script>')
})

type Handlers = {
  onactivate(event: { waitUntil(kept: Promise<unknown>): void }): void
  onfetch(event: object): void
}

/** The worker in a browser of which only what differs between browsers is told: how it fetches. */
function inBrowser(fetch: (url: string) => Promise<Response>): Handlers & { pages: Map<string, Response> } {
  const stores = new Map<string, Map<string, Response>>()
  const open = (name: string) => {
    const store = stores.get(name) ?? stores.set(name, new Map()).get(name) ?? new Map<string, Response>()
    return {
      put: async (url: string, response: Response) => void store.set(url, response),
      delete: async (url: string) => store.delete(url),
      keys: async () => [...store.keys()],
    }
  }
  const scope = {
    ...{
      fetch,
      Response,
      URL,
      origin: 'https://a.example',
      registration: {},
      pages: new Map<string, Response>(),
    },
    caches: {
      open: async (name: string) => open(name),
      match: async (url: string) => stores.get('pages')?.get(url),
    },
    clients: { claim: async () => {}, matchAll: async () => [{ url: 'https://a.example/articles/x?utm=1' }] },
  }
  stores.set('pages', scope.pages)
  return runInNewContext(`${offlineWorker({ line: 'No form.', version: '' })};globalThis`, scope)
}

test('offline, a page that was kept opens also in Firefox, where a preload that failed comes as an answer', async () => {
  const worker = inBrowser(() => Promise.reject(new TypeError('NetworkError')))
  worker.pages.set('/articles/x', new Response('kept'))
  const request = { method: 'GET', mode: 'navigate', url: 'https://a.example/articles/x' }
  const answer = await new Promise<Response>((resolve) => {
    worker.onfetch({
      request,
      preloadResponse: Promise.resolve(Response.error()),
      respondWith: resolve,
      waitUntil: () => {},
    })
  })
  expect(await answer.text()).toBe('kept')
})

test('of the page that brought the worker, no file is loaded again, nor in WebKit, which loads what is not cached', async () => {
  const asked: string[] = []
  const worker = inBrowser(async (url) => {
    asked.push(url)
    return new Response('<img src="/pictures/800/cover.png" srcset="/pictures/1200/cover.png 1200w">', {
      headers: { 'content-type': 'text/html' },
    })
  })
  await new Promise<unknown>((resolve) => worker.onactivate({ waitUntil: resolve }))
  expect([...worker.pages.keys()]).toEqual(['/articles/x'])
  expect(asked).toEqual(['/articles/x', '/robots.txt?'])
})
