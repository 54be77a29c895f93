import type { Article, Author } from '#lib/content/article.ts'

/** An article as the library gives it; what a test is about is passed in. */
export function anArticle(different: Partial<Article> = {}): Article {
  return {
    slug: 'tea',
    path: '/articles/tea',
    title: 'Tea & cake',
    description: 'What a break is worth',
    date: { typed: '2025-03-30', day: '2025-03-30', at: Date.UTC(2025, 2, 30) },
    authors: [anAuthor()],
    topics: [{ slug: 'work', label: 'Work', path: '/topics/work' }],
    image: { path: '/pictures/articles/tea/cover.jpg', alt: 'A cup', width: 1000, height: 600 },
    draft: false,
    featured: false,
    redirectFrom: [],
    replies: 'open',
    lang: 'en-GB',
    translations: [],
    headings: '',
    ...readFrom('articles/tea.mdx'),
    words: 900,
    minutes: 5,
    ...different,
  }
}

/** What an article or a page keeps of its file. */
export function readFrom(file: string): Pick<Article, 'file' | 'document' | 'body'> {
  const body = { headings: '', length: { words: 900, minutes: 5 }, hash: '', isLight: true }
  return { file, document: { kind: 'article', diagnostics: [] }, body }
}

export function anAuthor(): Author {
  const [path, name] = ['/authors/desk', 'The desk']
  return { id: 'desk', path, name, kind: 'organization', bio: 'Writes here.', links: [] }
}
