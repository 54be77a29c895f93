import { expect, test } from 'vitest'
import { type Results, SearchView } from '#components/search-view.tsx'
import { faultsOf, markup, words } from './document.ts'

const found: Results = {
  text: 'flu',
  total: 2,
  results: [
    {
      path: '/articles/flu',
      title: [
        { text: 'The ', isFound: false },
        { text: 'flu', isFound: true },
      ],
      extract: [{ text: 'Rest & <drink>', isFound: false }],
      lang: 'fr',
      date: undefined,
      authors: [],
    },
  ],
  pages: { page: 1, of: 2, path: (page) => `/search?q=flu&page=${page}` },
  filters: [
    {
      name: 'topic',
      choices: Array.from({ length: 12 }, (_, at) => ({
        label: `Topic ${at}`,
        count: at,
        path: `/search?q=flu&topic=${at}`,
        isActive: at === 0,
      })),
    },
  ],
  active: [{ label: 'Topic 0', path: '/search?q=flu' }],
  isForMeant: false,
}

test('results are one list, whose words are text, in their own language, and filters beyond eight are folded away', async () => {
  const view = <SearchView text="flu" notes={[]} found={found} isReady />
  expect(await faultsOf(view)).toEqual([])
  const html = markup(view)
  expect(html).toContain('<a href="/articles/flu">The <mark>flu</mark></a>')
  expect(html).toContain('Rest &amp; &lt;drink&gt;')
  expect(html.match(/<ol\b/g)).toHaveLength(1)
  expect(html).toMatch(/<li[^>]* lang="fr"/)
  expect(words(html.split('<details>')[1] ?? '')).toMatch(/^4 more Topic 8 8/)
})

test('day and authors of a result are told in its language, or run as those of the site where we have no words in it', () => {
  const moment = { typed: '2026-10-21', day: '2026-10-21', at: Date.parse('2026-10-21') }
  const dated = (lang: string) => {
    const [result] = found.results
    const results = result ? [{ ...result, lang, date: moment, authors: ['Ann', 'Ben'] }] : []
    return markup(<SearchView text="flu" notes={[]} found={{ ...found, results }} isReady />)
  }
  expect(words(dated('fr'))).toContain('21 octobre 2026 · Ann et Ben')
  expect(words(dated('en-GB'))).toContain('21 October 2026 · Ann and Ben')
  expect(dated('he')).toMatch(/<span lang="en-GB" dir="ltr"><time[^>]*>21 October 2026<\/time>/)
})

test('while the index is made a reader is told so, and led on', async () => {
  const view = <SearchView text="flu" notes={[]} isReady={false} />
  expect(await faultsOf(view)).toEqual([])
  const html = markup(view)
  expect(words(html)).toContain('The search is still being prepared.')
  expect(html).toContain('href="/topics"')
  expect(html).not.toContain('<ol')
})
