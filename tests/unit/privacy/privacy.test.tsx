import { readFileSync } from 'node:fs'
import { beforeEach, expect, test } from 'vitest'
import { articleComponents } from '#components/article-body/article-components.ts'
import { PageView } from '#components/page-view.tsx'
import { bodyComponent } from '#lib/content/render.ts'
import { settingNames } from '#lib/content/settings.ts'
import { changeSite, defaults, type Site, site } from '#lib/site.ts'
import { faultsOf, markup, words } from '../components/document.ts'
import { contentFolder } from '../content/folder.ts'

let settings: Partial<Site> = {}
beforeEach(() => {
  settings = {}
  changeSite(defaults)
})

/** The words of one of the organisation's own pages, as the site is set at this moment. */
async function page(slug: string): Promise<string> {
  const file = `pages/${slug}.mdx`
  const folder = await contentFolder({
    [file]: readFileSync(`content/${file}`),
    'site.yml': JSON.stringify(settings),
  })
  const { library } = await folder.open()
  const found = library.page(slug)
  if (found?.kind !== 'here') throw new Error(`There is no page ${slug}`)
  const Body = await bodyComponent(await library.body(found.item))
  const view = (
    <PageView page={found.item}>
      <Body components={articleComponents} />
    </PageView>
  )
  expect(await faultsOf(<main>{view}</main>)).toEqual([])
  return markup(view)
}

function set(changed: Partial<Site>): void {
  settings = changed
}

const otherPeriods = {
  ...{ spamDays: 11, rejectedDays: 1, answeredMonths: 13, clientDays: 14, mailTextDays: 15, mailMonths: 1 },
  figureMonths: 16,
}

/** Each row of the table of periods: what, and how long. */
function periods(html: string): string[] {
  const section = html.slice(html.indexOf('id="how-long-we-keep-it"'))
  const rows = section.slice(0, section.indexOf('</table>')).match(/<tr>.*?<\/tr>/gs) ?? []
  return rows.slice(1).map(words)
}

test('the privacy page states the periods that are carried out, and follows when they are set otherwise', async () => {
  expect(periods(await page('privacy'))).toEqual([
    'A published reply As long as its article',
    'A reply or an enquiry that was spam, and a reply in the bin 30 days',
    'A reply that we decided not to publish 180 days',
    'An enquiry that we have answered 24 months from the last thing we did about it',
    'The whole internet address that a message came from 30 days, then only the network it belongs to',
    'The text of a mail that this site has sent 30 days',
    'That a mail was sent, when, and to whom 24 months',
    'The fingerprint of a message One day',
    'The counts of visits, which say nothing of anybody 25 months',
  ])
  set({ retention: otherPeriods })
  expect(periods(await page('privacy'))).toEqual([
    'A published reply As long as its article',
    'A reply or an enquiry that was spam, and a reply in the bin 11 days',
    'A reply that we decided not to publish 1 day',
    'An enquiry that we have answered 13 months from the last thing we did about it',
    'The whole internet address that a message came from 14 days, then only the network it belongs to',
    'The text of a mail that this site has sent 15 days',
    'That a mail was sent, when, and to whom 1 month',
    'The fingerprint of a message One day',
    'The counts of visits, which say nothing of anybody 16 months',
  ])
})

test.each(['privacy', 'about', 'accessibility'])(
  'the page %s names the promise and the address as they are set',
  async (slug) => {
    const now = words(await page(slug))
    expect(now).toContain('within 24 hours')
    expect(now).toContain('hello@example.org')
    set({
      promise: { workingHours: 8, open: { monday: ['09:00', '17:00'] }, holidays: [] },
      contact: { email: 'desk@clinic.example' },
    })
    const html = await page(slug)
    expect(words(html)).toContain('within 8 working hours')
    expect(words(html)).not.toContain('24 hours')
    expect(html).toContain('<a href="mailto:desk@clinic.example">desk@clinic.example</a>')
    expect(html).not.toContain('example.org')
  },
)

test('the page About names the organisation as it is set', async () => {
  expect(words(await page('about'))).toContain('Broadsheet publishes articles')
  set({ name: 'The Harbour Clinic' })
  expect(words(await page('about'))).toContain('The Harbour Clinic publishes articles')
})

test('every period that is carried out can be named in a text', () => {
  for (const period of Object.keys(site.retention)) expect(settingNames).toContain(period)
})
