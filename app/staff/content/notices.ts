import { spanInWords } from '#components/desk/deadline.ts'
import type { Keys } from '#lib/auth/keys.ts'
import { previewLasts, previewLink } from '#lib/auth/previews.ts'
import type { Article, ArticleState, Library } from '#lib/content/article.ts'
import { faultsInWords } from '#lib/content/file-state.ts'
import { site } from '#lib/site.ts'
import { formatMoment } from '#lib/time/format.ts'
import { words } from '#lib/words/words.ts'

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

export type NoticeKind = 'drafts' | 'scheduled' | 'expiring' | 'review' | 'expired'

/** What is worth telling of the articles at this moment, by kind. */
export function notices(
  library: Pick<Library, 'everything' | 'files'>,
  at: { keys: Keys; now: number },
): { kind: NoticeKind; title: string; nothing: string; articles: Notice[] }[] {
  const { keys, now } = at
  const t = words()
  const moment = (time: number) => ({ moment: formatMoment(time, site) })
  const items = library.everything()
  const preview = ({ slug, title, lang }: Pick<Article, 'slug' | 'title' | 'lang'>) => ({
    title,
    lang,
    path: previewLink(keys, slug, now).path,
    link: t('content.link', { span: spanInWords(previewLasts) }),
  })
  const inState = (state: ArticleState) =>
    items.filter((item) => item.state === state).map(({ article }) => article)
  const here = inState('here')
  return [
    {
      kind: 'drafts',
      title: t('content.drafts'),
      nothing: t('content.drafts-none'),
      articles: [
        ...inState('draft').map((article) => ({ ...preview(article), why: t('content.nobody-sees') })),
        ...library.files().flatMap((file) => {
          const [, slug] = /(?:^|\/)articles\/([^/]+)\.mdx?$/.exec(file.file) ?? []
          if (file.state !== 'draft' || file.item || !slug) return []
          const { path } = previewLink(keys, slug, now)
          const why = t('content.nobody-sees-faults', { faults: faultsInWords(file) })
          return [{ title: file.file, lang: site.lang, path, why }]
        }),
      ],
    },
    {
      kind: 'scheduled',
      title: t('content.scheduled'),
      nothing: t('content.scheduled-none'),
      articles: inState('scheduled').map((article) => ({
        ...preview(article),
        why: t('content.appears', moment(article.date.at)),
      })),
    },
    {
      kind: 'expiring',
      title: t('content.expiring'),
      nothing: t('content.expiring-none', { span: spanInWords(ahead) }),
      articles: here.flatMap(({ title, lang, path, expires }) =>
        expires && expires.at <= now + ahead
          ? [{ title, lang, path, why: t('content.goes-away', moment(expires.at)) }]
          : [],
      ),
    },
    {
      kind: 'review',
      title: t('content.review'),
      nothing: t('content.review-none', { span: spanInWords(ahead) }),
      articles: here.flatMap(({ title, lang, path, nextReview }) =>
        nextReview && nextReview.at <= now + ahead
          ? [
              {
                title,
                lang,
                path,
                why: t(
                  nextReview.at < now ? 'content.review-was-due' : 'content.review-is-due',
                  moment(nextReview.at),
                ),
              },
            ]
          : [],
      ),
    },
    {
      kind: 'expired',
      title: t('content.expired'),
      nothing: t('content.expired-none'),
      articles: inState('expired').map((article) => ({
        ...preview(article),
        why: article.expires ? t('content.gone-since', moment(article.expires.at)) : t('content.gone'),
      })),
    },
  ]
}
