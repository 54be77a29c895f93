import { shareSize } from '#lib/pictures/share.ts'
import { site } from '#lib/site.ts'
import { markAddress } from '#lib/site-mark.ts'
import { words } from '#lib/words/words.ts'
import type { Article, Author, NamedAuthor } from './article.ts'

/** A node, or what stands in its place; what is undefined or an empty list says nothing, and is left out. */
type Node = { [name: string]: unknown }

export type Said = { id: string; name: string; comment: string; createdAt: number }

/** All of them stand in the page already: here as many as weigh little. */
const mostReplies = 20
const mostLetters = 6000

/** The vocabulary is that of schema.org, the form JSON-LD 1.1: one graph, whose nodes name each other by `@id`. */
export function articleData(
  article: Article,
  page: {
    siteUrl: string
    /** Canonical. */
    url: string
    picture: string
    /** Undefined where there are none to show. */
    replies: readonly Said[] | undefined
  },
): Node {
  const {
    title,
    description,
    path,
    date,
    updated,
    reviewed,
    reviewers,
    authors,
    topics,
    lang,
    words: wordCount,
  } = article
  const { siteUrl, url, picture, replies } = page
  const own = siteUrl + path
  const isMedical = topics.some(({ slug }) => site.medicalTopics.includes(slug))
  const named = { name: site.name, url: `${siteUrl}/` }
  return graph(
    {
      '@type': isMedical ? 'MedicalWebPage' : 'Article',
      '@id': `${own}#article`,
      url,
      headline: title,
      description: description || undefined,
      image: {
        '@type': 'ImageObject',
        url: picture,
        width: px(shareSize.width),
        height: px(shareSize.height),
      },
      datePublished: time(date.at),
      dateModified: time(Math.max(date.at, updated?.at ?? 0)),
      author: authors.map((author) => authorNode(author, siteUrl)),
      publisher: organisation(siteUrl),
      isPartOf: { '@type': 'WebSite', '@id': siteId(siteUrl), ...named },
      about: topics.map(({ label }) => ({ '@type': 'Thing', name: label })),
      inLanguage: lang,
      ...(isMedical
        ? {
            breadcrumb: { '@id': `${own}#path` },
            lastReviewed: reviewed?.day,
            reviewedBy: reviewers?.map((reviewer) => authorNode(reviewer, siteUrl)),
          }
        : { mainEntityOfPage: url, wordCount }),
      commentCount: replies?.length,
      comment: shown(replies).map(({ id, name, comment, createdAt }) => ({
        '@type': 'Comment',
        '@id': `${own}#reply-${id}`,
        text: comment,
        dateCreated: time(createdAt),
        author: { '@type': 'Person', name },
      })),
    },
    breadcrumbs(own, [
      [site.name, `${siteUrl}/`],
      [words()('nav.articles'), `${siteUrl}/articles`],
      [title, own],
    ]),
  )
}

/** For the page of an author. */
export function authorData(author: Author, siteUrl: string): Node {
  const own = siteUrl + author.path
  return graph(
    {
      '@type': 'ProfilePage',
      '@id': own,
      url: own,
      breadcrumb: { '@id': `${own}#path` },
      mainEntity: filled({
        ...authorNode(author, siteUrl),
        ...{ description: author.bio, sameAs: author.links.map(({ href }) => href) },
      }),
    },
    breadcrumbs(own, [
      [site.name, `${siteUrl}/`],
      [author.name, own],
    ]),
  )
}

/** For the front page. */
export function siteData(siteUrl: string): Node {
  return graph({
    '@type': 'WebSite',
    '@id': siteId(siteUrl),
    name: site.name,
    description: site.description || undefined,
    url: `${siteUrl}/`,
    inLanguage: site.lang,
    publisher: organisation(siteUrl),
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${siteUrl}/search?q={search_term_string}` },
      'query-input': {
        '@type': 'PropertyValueSpecification',
        valueName: 'search_term_string',
        valueRequired: true,
      },
    },
  })
}

function organisation(siteUrl: string): Node {
  const logo = siteUrl + (markAddress('icon-512.png') ?? '/apple-touch-icon.png')
  const named = { name: site.name, url: `${siteUrl}/`, logo }
  return { '@type': 'Organization', '@id': `${siteUrl}/#organization`, ...named }
}

const siteId = (siteUrl: string) => `${siteUrl}/#website`

/** Who has no file is known by name alone. */
function authorNode(author: NamedAuthor, siteUrl: string): Node {
  if (!author.path) return { '@type': 'Person', name: author.name }
  const { path, kind, name, role, picture } = author
  const isPerson = kind === 'person'
  return filled({
    '@type': isPerson ? 'Person' : 'Organization',
    '@id': `${siteUrl}${path}#author`,
    ...{ name, url: siteUrl + path },
    jobTitle: isPerson ? role : undefined,
    image: picture?.share && siteUrl + picture.share,
  })
}

function breadcrumbs(own: string, steps: readonly (readonly [name: string, item: string])[]): Node {
  return {
    '@type': 'BreadcrumbList',
    '@id': `${own}#path`,
    itemListElement: steps.map(([name, item], index) => ({
      ...{ '@type': 'ListItem', position: index + 1, name, item },
    })),
  }
}

/** The newest that fit, oldest first. */
function shown(replies: readonly Said[] = []): readonly Said[] {
  const some: Said[] = []
  let letters = 0
  for (const reply of replies.toReversed()) {
    letters += reply.comment.length
    if (some.length === mostReplies || letters > mostLetters) break
    some.unshift(reply)
  }
  return some
}

/** A number alone is no distance. */
function px(pixels: number): string {
  return `${pixels} px`
}

function time(at: number): string {
  return new Date(at).toISOString()
}

function graph(...nodes: Node[]): Node {
  return { '@context': 'https://schema.org', '@graph': nodes.map(filled) }
}

function filled(node: Node): Node {
  const said = Object.entries(node).filter(([, value]) =>
    Array.isArray(value) ? value.length > 0 : value !== undefined,
  )
  return Object.fromEntries(said)
}
