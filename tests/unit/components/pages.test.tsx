import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import { articleComponents } from '#components/article-body/article-components.ts'
import { ArticleList } from '#components/article-list.tsx'
import { ArticleView } from '#components/article-view.tsx'
import { AuthorPage } from '#components/author-page.tsx'
import { ContactView } from '#components/contact-view.tsx'
import { EnquiryForm } from '#components/enquiry-form.tsx'
import { FrontPage } from '#components/front-page.tsx'
import { ListPage } from '#components/list-page.tsx'
import { ModerationView } from '#components/moderation.tsx'
import { Notice } from '#components/notice.tsx'
import { PageFrame } from '#components/page-frame.tsx'
import { PageView } from '#components/page-view.tsx'
import { EnquiryReceived, ReplyReceived } from '#components/received.tsx'
import { Replies } from '#components/replies.tsx'
import { ReplyForm } from '#components/reply-form.tsx'
import { SeriesLine, SeriesParts } from '#components/series-parts.tsx'
import { ShareBar } from '#components/share-bar.tsx'
import { TopicIndex } from '#components/topic-index.tsx'
import { TopicLetters } from '#components/topic-letters.tsx'
import { YearIndex } from '#components/year-index.tsx'
import type { Series } from '#lib/content/article.ts'
import { packed } from '#lib/content/headings.ts'
import { posts } from './action.ts'
import { anArticle, anAuthor, readFrom } from './articles.ts'
import { faultsOf, markup, words } from './document.ts'

const {
  Button,
  Callout,
  Details,
  Do,
  Dont,
  Figure,
  File,
  Gallery,
  KeyFacts,
  Map: MapLink,
  Quote,
  Steps,
  h2: H2,
  table: Table,
  th: Th,
  td: Td,
  pre: Pre,
} = articleComponents
const headings = ['one', 'two', 'three'].map((id) => ({ depth: 2 as const, id, text: `Part ${id}` }))
const topics = [{ slug: 'work', label: 'Work', path: '/topics/work', lang: 'en-GB', count: 1 }]
const wrong = {
  values: { name: 'A' },
  errors: { name: 'Enter your name', email: 'Enter your email address' },
}
const reply = {
  id: '01',
  name: 'A reader',
  website: 'https://example.org/',
  comment: 'One\n\nTwo',
  createdAt: 0,
}
const shared = {
  path: '/articles/a',
  url: 'https://example.org/a',
  title: 'Tea',
  description: 'Rest',
  image: 'https://example.org/a.png',
}

const body = (
  <>
    {headings.map(({ id, text }) => (
      <H2 key={id} id={id}>
        {text}
      </H2>
    ))}
    <Callout kind="warning">
      <p>Hot.</p>
    </Callout>
    <KeyFacts>
      <ul>
        <li>Hot.</li>
      </ul>
    </KeyFacts>
    <Steps>
      <ol>
        <li>Boil.</li>
      </ol>
    </Steps>
    <Do>
      <p>Wait.</p>
    </Do>
    <Dont title="at night">
      <p>Drink.</p>
    </Dont>
    <File name="leaves.pdf" href="/files/leaves.pdf" size={1200}>
      Leaves
    </File>
    <Button href="/contact">Ask</Button>
    <Gallery>
      <Figure src="/pictures/articles/tea/cup.png" alt="One" width="9" height="6" />
    </Gallery>
    <MapLink
      href="https://example.org/"
      src="/pictures/articles/tea/cup.png"
      alt="A street"
      width="9"
      height="6"
    >
      Here
    </MapLink>
    <Details title="More">
      <p>Leaves.</p>
    </Details>
    <Figure
      src="/pictures/articles/tea/cup.png"
      alt="A cup"
      width="900"
      height="600"
      caption="A cup"
      credit="The desk"
    />
    <Quote cite="A guest" source="https://example.org/">
      <p>Rest is work.</p>
    </Quote>
    <Table>
      <thead>
        <tr>
          <Th>Day</Th>
          <Th data-align="right">Cups</Th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <Td>Monday</Td>
          <Td data-align="right">12</Td>
        </tr>
      </tbody>
    </Table>
    <Pre>
      <code>boil --water</code>
    </Pre>
  </>
)

const manyTopics = (count: number) =>
  Array.from({ length: count }, (_, number) => {
    const label = `${String.fromCharCode(65 + (number % 26))} topic of the health service, ${number}`
    const slug = label.toLowerCase().replaceAll(/\W+/g, '-')
    return { slug, label, path: `/topics/${slug}`, lang: 'en-GB', count: number }
  })
const parts = (count: number) =>
  Array.from({ length: count }, (_, number) =>
    anArticle({
      slug: `part-${number + 1}`,
      path: `/articles/part-${number + 1}`,
      title: `Step ${number + 1}`,
    }),
  )
const series = { name: 'Ten steps', parts: parts(5), place: 2 }

const article = (
  <ArticleView
    article={anArticle({
      headings: packed(headings),
      topics,
      updated: anArticle().date,
      reviewed: anArticle().date,
    })}
    url="https://example.org/articles/tea"
    share={<ShareBar {...shared} />}
    series={<SeriesLine series={series} lang="de" />}
    after={
      <>
        <SeriesParts series={series} lang="de" />
        <Replies replies={[reply]} state="open" />
        <ReplyForm action={posts} path="/articles/tea" initial={wrong} />
        <EnquiryForm action={posts} path="/articles/tea" initial={wrong} />
      </>
    }
  >
    {body}
  </ArticleView>
)

const page = {
  slug: 'about',
  path: '/about',
  title: 'About',
  description: 'Who we are',
  headings: packed(headings),
  lang: 'en-GB',
  draft: false,
  redirectFrom: [],
  ...readFrom('pages/about.md'),
}
const pages: Record<string, [path: string, view: ReactNode]> = {
  'an article with everything': ['/articles/tea', article],
  'the front page': [
    '/',
    <FrontPage key="" articles={[anArticle(), anArticle({ slug: 'b' })]} topics={topics} />,
  ],
  'an arranged front page': [
    '/',
    <FrontPage
      key=""
      articles={[anArticle(), anArticle({ slug: 'b' })]}
      sections={[{ title: 'Picked', articles: [anArticle({ slug: 'b' }), anArticle({ slug: 'c' })] }]}
      topics={topics}
    />,
  ],
  'an empty front page': ['/', <FrontPage key="" articles={[]} topics={[]} />],
  'a list': [
    '/articles',
    <ListPage key="" title="Articles">
      <ArticleList
        articles={[anArticle()]}
        pages={{ page: 2, of: 3, path: (number) => `/articles/page/${number}` }}
      />
    </ListPage>,
  ],
  topics: [
    '/topics',
    <ListPage key="" title="Topics">
      <TopicIndex topics={topics} />
    </ListPage>,
  ],
  'hundreds of topics': [
    '/topics',
    <ListPage key="" title="Topics">
      <TopicLetters topics={manyTopics(500)} />
    </ListPage>,
  ],
  'the archive': [
    '/archive',
    <ListPage key="" title="Archive">
      <YearIndex years={[{ year: 2026, articles: [anArticle()] }]} />
    </ListPage>,
  ],
  'an author': [
    '/authors/desk',
    <AuthorPage key="" author={anAuthor()} articles={[anArticle()]} count={1} />,
  ],
  'a page': [
    '/about',
    <PageView key="" page={page}>
      {body}
    </PageView>,
  ],
  contact: [
    '/contact',
    <ContactView key="">
      <EnquiryForm action={posts} path="/contact" />
    </ContactView>,
  ],
  'a received reply': ['/articles/tea', <ReplyReceived key="" article={anArticle()} />],
  'a received enquiry': ['', <EnquiryReceived key="" reference="E-7K3QX" answerBy={0} />],
  'a missing page': ['', <Notice key="" status={404} />],
  'a refusal with the form': [
    '/articles/tea',
    <Notice key="" status={403}>
      <ReplyForm
        action={posts}
        path="/articles/tea"
        initial={{ ...wrong, errors: { '': 'Send it again.' } }}
      />
    </Notice>,
  ],
  moderation: [
    '/moderate',
    <ModerationView
      key=""
      title="Enquiry E-7K3QX"
      status="new"
      outcome="Marked as new."
      facts={[{ term: 'Name', value: 'A' }]}
      text="Help"
      reasons={['Three links']}
      action={posts}
      path="/moderate/token"
      seen={0}
      isOpen
      decisions={[{ value: 'approve', label: 'Approve' }]}
      changes={[]}
      desk={{ label: 'Answer it at the desk', path: '/staff/enquiries/E-7K3QX' }}
    />,
  ],
}

test.for(Object.entries(pages))(
  '%s is valid HTML with one h1, no inline style and no handler',
  async ([, [path, view]]) => {
    const framed = <PageFrame path={path}>{view}</PageFrame>
    const html = markup(framed)
    expect(await faultsOf(framed)).toEqual([])
    expect(html.match(/<h1\b/g)).toHaveLength(1)
    expect(html).not.toMatch(/<[^>]+\s(style|on[a-z]+)="/)
    const ids = [...html.replace(/<template>.*?<\/template>/gs, '').matchAll(/\sid="([^"]+)"/g)].map(
      ([, id]) => id,
    )
    expect(ids).toEqual([...new Set(ids)])
  },
)

test('the page shown is marked in the navigation, and the pages under an entry mark the entry', () => {
  expect(markup(<PageFrame path="/topics">x</PageFrame>)).toContain('href="/topics" aria-current="page"')
  expect(markup(<PageFrame path="/topics/work">x</PageFrame>)).toContain('href="/topics" aria-current="true"')
  expect(markup(<PageFrame path="/">x</PageFrame>)).not.toContain('aria-current')
})

test('a table of contents stands where there are three parts, and not where there are two', () => {
  const view = (few: typeof headings) => (
    <ArticleView article={anArticle({ headings: packed(few) })} url="" share={null}>
      <p>Text</p>
    </ArticleView>
  )
  expect(words(markup(view(headings)))).toContain('Contents Contents Part one Part two Part three')
  expect(markup(view(headings.slice(1)))).not.toContain('Contents')
})

test('the day that was typed is the day that is shown', () => {
  const evening = {
    typed: '2025-03-30T23:30-08:00',
    day: '2025-03-30',
    at: Date.parse('2025-03-30T23:30-08:00'),
  }
  const html = markup(<ArticleList articles={[anArticle({ date: evening })]} />)
  expect(html).toContain('<time dateTime="2025-03-31T07:30:00.000Z">30 March 2025</time>')
})

test('the article that leads the front page stands first on it, and once', () => {
  const articles = ['a', 'b', 'c'].map((slug) =>
    anArticle({ slug, title: `Title ${slug}`, featured: slug !== 'a' }),
  )
  const titles = [
    ...markup(<FrontPage articles={articles} lead={articles[1]} topics={[]} />).matchAll(/Title [abc]/g),
  ].map(String)
  expect(titles).toEqual(['Title b', 'Title a', 'Title c'])
})

test('sections that the editor has named stand below the lead, in place of the newest', () => {
  const articles = ['a', 'b', 'c', 'd'].map((slug) => anArticle({ slug, title: `Title ${slug}` }))
  const sections = [
    { title: 'Vaccination', path: '/topics/vaccination', articles: articles.slice(2) },
    { title: 'Picked', articles: articles.slice(1, 2) },
  ]
  const html = markup(<FrontPage articles={articles} sections={sections} topics={[]} />)
  expect([...html.matchAll(/<h[23][^>]*>(.*?)<\/h[23]>/g)].map(([, text = '']) => words(text))).toEqual([
    ...['Title a', 'Vaccination', 'Title c', 'Title d', 'Picked', 'Title b'],
  ])
  expect(html).toContain('<a href="/topics/vaccination">Vaccination</a>')
})

test('a front page of hundreds shows the newest and leads to the rest', () => {
  const articles = Array.from({ length: 300 }, (_, number) =>
    anArticle({ slug: `a${number}`, path: `/articles/a${number}` }),
  )
  const html = markup(<FrontPage articles={articles} topics={[]} />)
  expect(new Set(html.match(/\/articles\/a\d+/g)).size).toBe(17)
  expect(words(html)).toContain('All 300 articles')
})

test('the front page names the topics that have most articles, in their order, and leads to all', () => {
  const html = markup(<FrontPage articles={[anArticle()]} topics={manyTopics(463)} />)
  const told = [...html.matchAll(/topic of the health service, (\d+)/g)].map(([, number]) => Number(number))
  expect(told).toEqual(Array.from({ length: 24 }, (_, number) => 439 + number))
  expect(html).toContain('<a href="/topics">All 463 topics</a>')
  expect(markup(<FrontPage articles={[anArticle()]} topics={manyTopics(24)} />)).not.toContain('All 24')
})

test('500 topics are an index by letter, light enough for one page', () => {
  const html = markup(<TopicLetters topics={manyTopics(500)} />)
  expect(html.length).toBeLessThan(70_000)
  const letters = [...html.matchAll(/<a href="#([^"]+)">/g)].map(([, id]) => id)
  expect(letters).toHaveLength(26)
  for (const id of letters) expect(html).toContain(`id="${id}"`)
})

test('a picture is offered in the widths it has, and never wider', () => {
  const html = markup(article)
  const sizes = 'sizes="(min-width: 76rem) min(67vw, 65rem), (min-width: 40rem) 36rem, 92vw"'
  const offered = [320, 480, 800, 1200].map(
    (width) => `/pictures/${width}.avif/articles/tea/cover.jpg ${Math.min(width, 1000)}w`,
  )
  expect(html).toContain(
    `<picture><source type="image/avif" srcSet="${offered.join(', ')}" ${sizes}/><source type="image/webp" srcSet="/pictures/1200/articles/tea/cover.jpg"/><img class="`,
  )
  expect(html).toContain('src="/pictures/plain/articles/tea/cover.jpg" alt="A cup" width="1000" height="600"')
})

test('a part of a series says which one it is, and leads to the part before, the part after, and all', () => {
  const told = (series: Series) => markup(<SeriesParts series={series} lang="en-GB" />)
  const html = told(series)
  expect(words(html)).toContain('Part 2 of 5 of “ Ten steps ” Previous part Step 1 Next part Step 3')
  expect(html).toMatch(/href="\/articles\/part-1" rel="prev".*href="\/articles\/part-3" rel="next"/s)
  expect(html).toMatch(/<li[^>]*><a aria-current="page"><bdi>Step 2</)
  expect(html).not.toContain('<details')
  const long = told({ ...series, parts: parts(20), place: 20 })
  expect(long).toMatch(/<details[^>]*><summary>All 20 parts<\/summary>.*Step 20/s)
  expect(long).not.toContain('rel="next"')
  const endless = told({ ...series, parts: parts(500), place: 250 })
  expect(endless).toMatch(/<summary>Parts 235 to 264<\/summary><ol[^>]* start="235">/)
  expect(endless.match(/<li/g)).toHaveLength(30)
})

test('a row of a list has the small picture of its article with its size, at once where it is seen at once', () => {
  const articles = Array.from({ length: 5 }, (_, number) => anArticle({ slug: `a${number}` }))
  const html = markup(<ArticleList articles={[...articles, anArticle({ slug: 'bare', image: undefined })]} />)
  const pictures = html.match(/<img[^>]*>/g) ?? []
  expect(pictures).toHaveLength(5)
  for (const picture of pictures)
    expect(picture).toContain('src="/pictures/small/articles/tea/cover.jpg" alt="" width="480" height="288"')
  expect(pictures.map((picture) => picture.includes('loading="lazy"'))).toEqual([
    ...[false, false, false],
    ...[true, true],
  ])
})

test('a table says what it holds and can be scrolled by keyboard', () => {
  expect(markup(article)).toMatch(/<div[^>]* role="group" aria-label="Table: Day, Cups" tabindex="0">/)
})

test('a heading has a link to itself beside it, not in it', () => {
  expect(markup(article)).toMatch(
    /<h2 id="one">Part one<\/h2><a[^>]* href="#one" aria-label="Link to this section: Part one"/,
  )
})

test('a link that leaves the site takes nothing along', () => {
  const { a: A } = articleComponents
  expect(markup(<A href="https://example.org/">x</A>)).toContain('rel="noopener noreferrer"')
  expect(markup(<A href="/about">x</A>)).not.toContain('rel=')
})
