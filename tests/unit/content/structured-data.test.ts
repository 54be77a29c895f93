import Validator from '@adobe/structured-data-validator'
import { afterEach, expect, test } from 'vitest'
import { show, usual } from '#lib/content/organisation/live.ts'
import { articleData, authorData, siteData } from '#lib/content/structured-data.ts'
import { vocabulary } from '../../support/schema-org.ts'
import { article, contentFolder } from './folder.ts'

afterEach(() => show(usual))

const siteUrl = 'https://example.org'

type Node = { '@type': string; [name: string]: unknown }

/** By an independent validator: what schema.org does not know, and what search engines require. */
async function nodesOf(data: object): Promise<Node[]> {
  const { '@context': context, '@graph': nodes } = JSON.parse(JSON.stringify(data))
  expect(context).toBe('https://schema.org')
  const jsonld = Object.fromEntries(nodes.map((node: Node) => [node['@type'], [structuredClone(node)]]))
  const issues = await new Validator(vocabulary).validate({ jsonld })
  const heavy = issues.filter(({ severity, errorType }) => severity === 'ERROR' || errorType === 'schemaOrg')
  expect(heavy.map(({ issueMessage }) => issueMessage)).toEqual([])
  return nodes
}

const files = {
  'site.yml': 'medicalTopics: [Back pain]\n',
  'authors/ann.yml':
    'name: Ann Lee\nrole: Physiotherapist\nlinks: [{ label: Home, href: "https://ann.example" }]\n',
  'authors/team.yml': 'name: The team\n',
  'articles/back.mdx': article('Words of it.', {
    topics: '[back pain, Sleep]',
    author: '[ann, team, Unknown]',
    reviewed: '2026-11-21',
    reviewedBy: '[ann, Dr Roe]',
  }),
  'articles/hours.mdx': article('Words of it.', { author: 'team', description: '""', updated: '2026-11-22' }),
}

async function dataOf(slug: string, replies: Parameters<typeof articleData>[1]['replies'] = []) {
  const { library } = await (await contentFolder(files)).open()
  const found = library.article(slug)
  if (found.kind !== 'here') throw new Error(`No article ${slug}`)
  const url = siteUrl + found.item.path
  const data = articleData(found.item, { siteUrl, url, picture: `${siteUrl}/site.png`, replies })
  return { data, nodes: await nodesOf(data) }
}

test('an article on a medical topic is a medical page with its review, by people and organisations', async () => {
  const { nodes } = await dataOf('back')
  expect(nodes.map((node) => node['@type'])).toEqual(['MedicalWebPage', 'BreadcrumbList'])
  expect(nodes[0]).toMatchObject({
    headline: 'A title',
    image: { '@type': 'ImageObject', width: '1200 px' },
    lastReviewed: '2026-11-21',
    breadcrumb: { '@id': nodes[1]?.['@id'] },
    author: [
      { '@type': 'Person', name: 'Ann Lee', jobTitle: 'Physiotherapist', url: `${siteUrl}/authors/ann` },
      { '@type': 'Organization', name: 'The team' },
      { '@type': 'Person', name: 'Unknown' },
    ],
    publisher: { '@type': 'Organization', name: 'Broadsheet' },
    commentCount: 0,
  })
  expect(nodes[0]).not.toHaveProperty('wordCount')
  expect(nodes[0]?.reviewedBy).toMatchObject([
    { '@type': 'Person', '@id': `${siteUrl}/authors/ann#author`, name: 'Ann Lee' },
    { '@type': 'Person', name: 'Dr Roe' },
  ])
  expect(nodes[1]?.itemListElement).toMatchObject([
    { position: 1, item: `${siteUrl}/` },
    { position: 2, item: `${siteUrl}/articles` },
    { position: 3, item: `${siteUrl}/articles/back`, name: 'A title' },
  ])
})

test('any other is an article, and says nothing that it does not know', async () => {
  const { nodes } = await dataOf('hours')
  expect(nodes[0]).toMatchObject({
    ...{ '@type': 'Article', wordCount: 3, dateModified: '2026-11-22T00:00:00.000Z' },
    mainEntityOfPage: `${siteUrl}/articles/hours`,
  })
  for (const name of ['about', 'lastReviewed', 'reviewedBy', 'comment'])
    expect(nodes[0]).not.toHaveProperty(name)
})

test('replies are comments with text, date and name; of many only the newest, all counted', async () => {
  const reply = (id: number, comment = `Reply ${id}`) => ({
    ...{ id: String(id), name: `Reader ${id}`, comment, createdAt: Date.parse('2026-11-23T10:00:00Z') },
    ...{ email: 'reader@example.org', website: 'https://reader.example', answers: [] },
  })
  const { data, nodes } = await dataOf('hours', [reply(1), reply(2)])
  expect(nodes[0]).toMatchObject({
    commentCount: 2,
    comment: [
      {
        ...{ '@type': 'Comment', '@id': `${siteUrl}/articles/hours#reply-1`, text: 'Reply 1' },
        dateCreated: '2026-11-23T10:00:00.000Z',
        author: { '@type': 'Person', name: 'Reader 1' },
      },
      { text: 'Reply 2' },
    ],
  })
  expect(JSON.stringify(data)).not.toMatch(/@example|reader\.example/)
  const many = await dataOf(
    'hours',
    Array.from({ length: 500 }, (_, id) => reply(id, 'x'.repeat(900))),
  )
  expect(many.nodes[0]?.commentCount).toBe(500)
  expect(JSON.stringify(many.data).length).toBeLessThan(12_000)
  expect(JSON.stringify(many.nodes[0]?.comment)).toContain('#reply-499')
})

test('an author has a profile, and the site its search', async () => {
  const { library } = await (await contentFolder(files)).open()
  const ann = library.author('ann')
  if (!ann) throw new Error('No author')
  const [profile] = await nodesOf(authorData(ann, siteUrl))
  expect(profile).toMatchObject({
    mainEntity: {
      '@type': 'Person',
      sameAs: ['https://ann.example'],
      '@id': `${siteUrl}/authors/ann#author`,
    },
  })
  const [own] = await nodesOf(siteData(siteUrl))
  expect(own).toMatchObject({
    '@type': 'WebSite',
    potentialAction: {
      target: { urlTemplate: `${siteUrl}/search?q={search_term_string}` },
      'query-input': {
        '@type': 'PropertyValueSpecification',
        valueName: 'search_term_string',
        valueRequired: true,
      },
    },
  })
})

test('a medical topic that no article has is told, with the one that may be meant', async () => {
  const folder = await contentFolder({ ...files, 'site.yml': 'medicalTopics: [Back-pain, sleeep, Heart]\n' })
  const { library } = await folder.open()
  const told = () => library.faults().map(({ line, column, message }) => `${line}:${column}: ${message}`)
  expect(told().filter((one) => one.includes('topic'))).toEqual([
    '1:28: no article has the topic "sleeep". Did you mean "sleep"?',
    '1:36: no article has the topic "Heart".',
  ])
  await folder.write('articles/heart.mdx', article('Words.', { topics: '[Heart]' }))
  await library.refresh()
  expect(told().filter((one) => one.includes('Heart'))).toEqual([])
})
