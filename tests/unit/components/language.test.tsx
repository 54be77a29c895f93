import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import { articleComponentsIn } from '#components/article-body/components-in.tsx'
import { feedComponentsIn } from '#components/article-body/feed-components.ts'
import { ArticleList } from '#components/article-list.tsx'
import { ArticleView } from '#components/article-view.tsx'
import { AuthorPage } from '#components/author-page.tsx'
import { ReplyRow } from '#components/desk/reply-row.tsx'
import { FrontPage } from '#components/front-page.tsx'
import { ListPage } from '#components/list-page.tsx'
import { PageView } from '#components/page-view.tsx'
import { ReplyReceived } from '#components/received.tsx'
import { Replies } from '#components/replies.tsx'
import { ShareBar } from '#components/share-bar.tsx'
import { TopicIndex } from '#components/topic-index.tsx'
import type { Author } from '#lib/content/article.ts'
import { packed } from '#lib/content/headings.ts'
import { site } from '#lib/site.ts'
import { anArticle, readFrom } from './articles.ts'
import { faultsOf, markup } from './document.ts'

const title = 'הזכות לנוח (ולמה)!'
const description = 'מה שווה הפסקה, ומי משלם עליה?'
const author: Author = {
  id: 'one',
  path: '/authors/one',
  name: 'נמרוד',
  kind: 'person',
  role: 'אחות',
  bio: 'כותב כאן.',
  links: [],
}
const headings = ['א', 'ב', 'ג'].map((text, index) => ({ depth: 2 as const, id: `part-${index}`, text }))
const article = anArticle({
  lang: 'he',
  title,
  description,
  authors: [author],
  headings: packed(headings),
  topics: [{ slug: 'בריאות', label: 'בריאות', path: '/topics/בריאות' }],
  updated: anArticle().date,
  reviewed: anArticle().date,
})

/** Each text of a view with the language and the direction that it stands in. */
function texts(view: ReactNode): { text: string; lang: string; dir: string }[] {
  const around = [{ tag: '', lang: site.lang, dir: 'ltr' }]
  const found: { text: string; lang: string; dir: string }[] = []
  for (const [, close, tag = '', attributes = '', text = ''] of markup(view).matchAll(
    /<(\/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)>|([^<]+)/g,
  )) {
    const here = around.at(-1) ?? { tag: '', lang: '', dir: '' }
    if (text) {
      if (/\p{L}/u.test(text)) found.push({ text, lang: here.lang, dir: here.dir })
    } else if (close) around.pop()
    else if (!attributes.endsWith('/'))
      around.push({
        tag,
        lang: /\slang="([^"]*)"/.exec(attributes)?.[1] ?? here.lang,
        dir: /\sdir="([^"]*)"/.exec(attributes)?.[1] ?? (tag === 'bdi' ? 'auto' : here.dir),
      })
  }
  return found
}

const Body = articleComponentsIn('he')
const body = (
  <>
    <Body.h2 id="part-0">א</Body.h2>
    <Body.Callout kind="warning" title="חם">
      <p>לא לגעת.</p>
    </Body.Callout>
    <Body.KeyFacts>
      <p>א</p>
    </Body.KeyFacts>
    <Body.Do>
      <p>א</p>
    </Body.Do>
    <Body.Dont title="חם">
      <p>א</p>
    </Body.Dont>
    <p>
      <Body.Setting name="promise" />
    </p>
    <Body.Quote source="https://example.org/">
      <p>מנוחה היא עבודה.</p>
    </Body.Quote>
    <Body.h2 id="footnote-label">Notes</Body.h2>
  </>
)
const views: Record<string, ReactNode> = {
  'an article': (
    <ArticleView
      article={article}
      url="https://example.org/articles/tea"
      share={
        <ShareBar
          path="/articles/a"
          url="https://example.org/a"
          title={title}
          description={description}
          image=""
          lang="he"
        />
      }
    >
      {body}
    </ArticleView>
  ),
  'a page of the organisation': (
    <PageView
      page={{
        ...{
          slug: 'a',
          path: '/a',
          title,
          description,
          headings: packed(headings),
          lang: 'he',
          draft: false,
          redirectFrom: [],
        },
        ...readFrom('pages/a.md'),
        updated: article.date,
      }}
    >
      {body}
    </PageView>
  ),
  'a list': <ArticleList articles={[article]} />,
  'the front page': (
    <FrontPage
      articles={Array.from({ length: 12 }, (_, index) => ({ ...article, slug: `${index}` }))}
      topics={[]}
    />
  ),
  'the page of an author': <AuthorPage author={author} articles={[article]} count={1} />,
  'the page of a topic': (
    <ListPage title="בריאות" lang="he">
      <TopicIndex topics={[{ slug: 'x', label: 'בריאות', path: '/topics/x', lang: 'he', count: 2 }]} />
    </ListPage>
  ),
  'a received reply': <ReplyReceived article={article} />,
  'a row of the desk': (
    <ReplyRow
      reply={{
        id: '01',
        name: 'נועה',
        email: 'a@example.org',
        text: 'תודה!\n\nThank you.',
        article,
        more: { person: '/', article: '/' },
        received: 'Received today',
        standing: '',
        reasons: [],
        decisions: [],
        answers: [],
      }}
      isChoosable
    />
  ),
}

test.for(Object.entries(views))(
  'on %s each text runs as its language does, and each names its language',
  async ([, view]) => {
    for (const { text, lang, dir } of texts(view)) {
      const isHebrew = /\p{Script=Hebrew}/u.test(text)
      if (isHebrew) expect([text, dir]).toEqual([text, dir === 'rtl' ? 'rtl' : 'auto'])
      else if (text !== '§') expect([text, lang, dir === 'rtl']).toEqual([text, site.lang, false])
      if (text.startsWith(title) || text === description || text === 'בריאות')
        expect([text, lang]).toEqual([text, 'he'])
    }
    expect(await faultsOf(<main>{view}</main>)).toEqual([])
  },
)

test('a reply runs as it was written, paragraph by paragraph, whatever the article does', () => {
  const reply = { id: '01', name: 'נועה', comment: 'תודה!\n\nThank you!', createdAt: 0 }
  const found = texts(<Replies replies={[reply]} state="closed" />)
  expect(found).toContainEqual({ text: 'נועה', lang: site.lang, dir: 'auto' })
  expect(found).toContainEqual({ text: 'תודה!', lang: site.lang, dir: 'auto' })
  expect(found).toContainEqual({ text: 'Thank you!', lang: site.lang, dir: 'auto' })
})

test('the way back from a note, code and a table are named in the language of the text, and its notes, in a feed too', () => {
  for (const [lang, back, code, table, notes] of [
    ['en-GB', 'Back to reference 1-2', 'Code', 'Table: A, B', 'Footnotes'],
    ['fr-CA', 'Retour à l’appel de note 1-2', 'Code', 'Tableau\u00a0: A, B', 'Notes'],
    ['ar', 'العودة إلى المرجع \u20681-2\u2069', 'شيفرة', 'جدول: \u2068A، B\u2069', 'الحواشي'],
  ] as const) {
    const Body = articleComponentsIn(lang)
    const html = markup(
      <>
        <Body.a href="#note-ref-1-2" data-footnote-backref="" aria-label="Back to reference 1-2">
          ↩
        </Body.a>
        <Body.pre>1</Body.pre>
        <Body.table>
          <thead>
            <tr>
              <th>A</th>
              <th>B</th>
            </tr>
          </thead>
        </Body.table>
        <Body.h2 id="footnote-label">Notes</Body.h2>
      </>,
    )
    for (const name of [back, code, table]) expect(html).toContain(`aria-label="${name}"`)
    expect(html).toContain(notes)
    const Feed = feedComponentsIn(lang)
    expect(markup(<Feed.h2 id="footnote-label">Notes</Feed.h2>)).toContain(notes)
  }
})

test('a setting in a sentence agrees with the language of its page', () => {
  const said = (lang: string) => {
    const { Setting } = articleComponentsIn(lang)
    return markup(
      <>
        <Setting name="promise" /> <Setting name="spamDays" />
      </>,
    )
  }
  expect(said('fr')).toBe('dans un délai de 24 heures 30 jours')
  expect(said('de')).toBe('innerhalb von 24 Stunden 30 Tage')
  expect(said('en-GB')).toBe('within 24 hours 30 days')
})

test('an article says where it stands in other languages, each by its own name', () => {
  const view = (lang: string, ...others: string[]) =>
    markup(
      <ArticleView
        article={anArticle({ lang })}
        url="https://example.org/a"
        translations={others.map((lang) => ({ lang, path: `/articles/${lang}` }))}
      >
        …
      </ArticleView>,
    )
  expect(view('en-GB', 'fr-FR', 'ar')).toContain(
    'Read this in <a href="/articles/fr-FR" hrefLang="fr-FR" lang="fr-FR" dir="ltr">Français</a> and ' +
      '<a href="/articles/ar" hrefLang="ar" lang="ar" dir="rtl">العربية</a>',
  )
  expect(view('de', 'pt-BR', 'pt-PT')).toContain('>Português (Brasil)</a>')
  expect(view('de')).not.toContain('hrefLang')
})
