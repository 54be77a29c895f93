import { spanInWords } from '#components/desk/deadline.ts'
import type { Keys } from '#lib/auth/keys.ts'
import { previewLasts, previewLink } from '#lib/auth/previews.ts'
import type { Article, ArticleState, Library } from '#lib/content/article.ts'
import { faultsInWords } from '#lib/content/file-state.ts'
import { site } from '#lib/site.ts'
import { formatMoment } from '#lib/time/format.ts'

const day = 24 * 60 * 60 * 1000

/** An article that will expire, or is to be looked through, within this time is worth telling: 30 days. */
const ahead = 30 * day

/** An article that staff should know of. */
export type Notice = {
  title: string
  /** BCP 47. */
  lang: string
  /** Where it stands, or where it can be seen before it does. */
  path: string
  /** What kind of link that is, where it is not the article's own. */
  link?: string
  /** Why it is told. */
  why: string
}

/** What is worth telling of the articles at this moment, by kind. */
export function notices(
  library: Pick<Library, 'everything' | 'files'>,
  at: { keys: Keys; now: number },
): { title: string; nothing: string; articles: Notice[] }[] {
  const { keys, now } = at
  const items = library.everything()
  const preview = ({ slug, title, lang }: Pick<Article, 'slug' | 'title' | 'lang'>) => ({
    title,
    lang,
    path: previewLink(keys, slug, now).path,
    link: `the link shows it to whoever has it, for ${spanInWords(previewLasts)}`,
  })
  const inState = (state: ArticleState) =>
    items.filter((item) => item.state === state).map(({ article }) => article)
  const here = inState('here')
  return [
    {
      title: 'Drafts',
      nothing: 'There are no drafts.',
      articles: [
        ...inState('draft').map((article) => ({ ...preview(article), why: 'Nobody sees it' })),
        ...library.files().flatMap((file) => {
          const [, slug] = /(?:^|\/)articles\/([^/]+)\.mdx?$/.exec(file.file) ?? []
          if (file.state !== 'draft' || file.item || !slug) return []
          const { path } = previewLink(keys, slug, now)
          const why = `Nobody sees it. Until it is mended the link shows what is wrong: ${faultsInWords(file)}`
          return [{ title: file.file, lang: site.lang, path, why }]
        }),
      ],
    },
    {
      title: 'Scheduled',
      nothing: 'Nothing is scheduled.',
      articles: inState('scheduled').map((article) => ({
        ...preview(article),
        why: `Appears ${formatMoment(article.date.at, site)}`,
      })),
    },
    {
      title: 'Expiring',
      nothing: `Nothing expires within ${spanInWords(ahead)}.`,
      articles: here.flatMap(({ title, lang, path, expires }) =>
        expires && expires.at <= now + ahead
          ? [{ title, lang, path, why: `Goes away ${formatMoment(expires.at, site)}` }]
          : [],
      ),
    },
    {
      title: 'To be reviewed',
      nothing: `No review is due within ${spanInWords(ahead)}.`,
      articles: here.flatMap(({ title, lang, path, nextReview }) =>
        nextReview && nextReview.at <= now + ahead
          ? [
              {
                title,
                lang,
                path,
                why: `Review ${nextReview.at < now ? 'was due' : 'is due'} ${formatMoment(nextReview.at, site)}`,
              },
            ]
          : [],
      ),
    },
    {
      title: 'Expired',
      nothing: 'Nothing has expired.',
      articles: inState('expired').map((article) => ({
        ...preview(article),
        why: article.expires ? `Gone since ${formatMoment(article.expires.at, site)}` : 'Gone',
      })),
    },
  ]
}
