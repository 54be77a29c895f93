import { expect, test, vi } from 'vitest'
import { type Address, createNearAddresses } from '#lib/search/near-addresses.ts'
import { patience } from '../../support/patience.ts'

const address = (slug: string, title = slug): Address => ({
  slug,
  path: `/articles/${slug}`,
  title,
  lang: 'en',
})

const articles = [
  address('the-value-of-social-media-for-healthcare', 'The value of social media for healthcare'),
  address('measuring-what-matters', 'Measuring what matters'),
  address('flu-jabs', 'Vaccination against influenza'),
  address('التغذية-السليمة', 'التغذية السليمة'),
  ...Array.from({ length: 3000 }, (_, at) => address(`report-number-${at}`)),
]

/** Its clock is fast enough for each question to be answered. */
async function ready() {
  let now = 0
  const clock = () => {
    now += 100
    return now
  }
  const lists = [articles, [{ ...address('about'), path: '/about' }]]
  const nearest = createNearAddresses(() => lists, clock)
  await vi.waitFor(() => expect(nearest.find('/articles/measuring-what-matters')).not.toEqual([]), patience)
  return nearest
}

test.each([
  ['/articles/the-value-of-socail-media-for-helthcare', '/articles/the-value-of-social-media-for-healthcare'],
  ['/2019/04/Measuring_what_maters.html', '/articles/measuring-what-matters'],
  ['/articles/vaccination-agianst-influenza', '/articles/flu-jabs'],
  ['/abuot', '/about'],
  ['/articles/التغذيه-السليمه', '/articles/التغذية-السليمة'],
])('%s was meant to be %s', async (typed, meant) => {
  expect((await ready()).find(typed)[0]?.path).toBe(meant)
})

test('what only a program asks for, or is near to nothing, has no nearest address', async () => {
  const nearest = await ready()
  for (const path of ['/wp-login.php', '/.env', '/a', '/xmlrpc', `/${'letters'.repeat(40)}`, '/12/34'])
    expect([path, ...nearest.find(path)]).toEqual([path])
})

test('of a flood only so many are looked up', async () => {
  let now = 0
  const lists = [articles]
  const nearest = createNearAddresses(
    () => lists,
    () => now,
  )
  const meant = () => nearest.find('/articles/measuring-what-mattters').length
  await vi.waitFor(() => {
    now += 1000
    expect(meant()).toBe(1)
  }, patience)
  now += 1000
  expect(Array.from({ length: 100 }, meant).filter((count) => count > 0).length).toBe(20)
  now += 1000
  expect(meant()).toBe(1)
})

test('what was withdrawn is not named, not even to who asks first afterwards', async () => {
  let now = 0
  let lists = [articles]
  const nearest = createNearAddresses(
    () => lists,
    () => (now += 10_000),
  )
  const named = () => nearest.find('/articles/measuring-what-mattters').map(({ slug }) => slug)
  await vi.waitFor(() => expect(named()).toContain('measuring-what-matters'), patience)
  lists = [articles.filter(({ slug }) => slug !== 'measuring-what-matters')]
  expect(named()).not.toContain('measuring-what-matters')
})
