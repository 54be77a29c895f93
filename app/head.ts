import type { Metadata } from 'next'
import { alternatesOf } from '#lib/content/alternates.ts'
import type { Article, Picture } from '#lib/content/article.ts'
import { context } from '#lib/context.ts'
import { shareSize } from '#lib/pictures/share.ts'
import { cardAddress } from '#lib/share-card.ts'
import { site } from '#lib/site.ts'
import { markAddress } from '#lib/site-mark.ts'

/** A path of this site as an absolute address; an absolute address as it is. */
export function absolute(path: string): string {
  return new URL(path, context().settings.siteUrl).href
}

/** Without a slash at the end. */
export function siteOrigin(): string {
  return new URL(context().settings.siteUrl).origin
}

/** The canonical address of an article: its own, or the one elsewhere that its file names. */
export function addressOf({ canonical, path }: Pick<Article, 'canonical' | 'path'>): string {
  return canonical ?? absolute(path)
}

/** The picture that other sites show of a page: in a size and a format that all of them take. */
export function sharedImage(picture: Picture | undefined, article?: Article) {
  if (picture?.share)
    return { url: absolute(picture.share), ...shareSize, alt: picture.alt, type: 'image/jpeg' }
  if (article)
    return { url: absolute(cardAddress(article)), ...shareSize, alt: article.title, type: 'image/png' }
  return { url: absolute(markAddress('share.png')), ...shareSize, alt: site.name, type: 'image/png' }
}

type Head = {
  title: string
  /** None where it is empty. */
  description: string
  path: string
  /** BCP 47; the site's when not given. */
  lang?: string | undefined
  picture?: Picture | undefined
  article?: Article
  /** Address of the feed of just this page, beside the feeds of the site. */
  feed?: { title: string; path: string } | undefined
  /** It can be had as Markdown, too. */
  isText?: boolean
}

/** Title, description, canonical address, Open Graph and Twitter card of a page. */
export function head(of: Head): Metadata {
  const { title, description, path, lang = site.lang, picture, article, feed, isText } = of
  const image = sharedImage(picture, article)
  const about = description ? { description } : {}
  return {
    title: path === '/' ? { absolute: title } : title,
    ...about,
    alternates: {
      canonical: path,
      types: {
        'application/rss+xml': [...feeds('rss'), ...(feed ? [{ title: feed.title, url: feed.path }] : [])],
        'application/atom+xml': feeds('atom'),
        'application/feed+json': feeds('json'),
        ...(isText && { 'text/markdown': `${path}.md` }),
      },
    },
    openGraph: {
      type: 'website',
      siteName: site.name,
      locale: openGraphLocale(lang),
      title,
      ...about,
      url: path,
      images: [image],
    },
    twitter: {
      card: 'summary_large_image',
      title,
      ...about,
      images: [{ url: image.url, alt: image.alt }],
    },
  }
}

/** The head of an article: as of a page, with what only articles have. */
export function articleHead(article: Article): Metadata {
  const { title, description, path, image, lang, date, updated, authors, topics } = article
  const translations = context().library.translations(article)
  const page = head({ title, description, path, lang, picture: image, article, isText: true })
  return {
    ...page,
    alternates: {
      ...page.alternates,
      canonical: addressOf(article),
      ...(translations.length && { languages: alternatesOf(article, translations) }),
    },
    openGraph: {
      ...page.openGraph,
      url: addressOf(article),
      type: 'article',
      publishedTime: new Date(date.at).toISOString(),
      modifiedTime: new Date((updated ?? date).at).toISOString(),
      authors: authors.map(({ path, name }) => (path ? absolute(path) : name)),
      tags: topics.map((topic) => topic.label),
    },
  }
}

/** `language_TERRITORY` (ogp.me): a language without a country gets the one it is most spoken in, if there is one. */
function openGraphLocale(lang: string): string | undefined {
  const { language, region } = new Intl.Locale(lang).maximize()
  const isCountry = /^[A-Z]{2}$/.test(region ?? '')
  const country = isCountry ? region : new Intl.Locale(language).maximize().region
  return country && `${language}_${country}`
}

/** For pages of one reader: neither indexed nor followed. */
export const unlisted: Metadata = { robots: { index: false, follow: false } }

function feeds(kind: keyof typeof feedPaths): { title: string; url: string }[] {
  return [{ title: site.name, url: feedPaths[kind] }]
}

const feedPaths = { rss: '/feed.xml', atom: '/atom.xml', json: '/feed.json' }
