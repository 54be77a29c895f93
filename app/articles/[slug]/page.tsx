import type { Metadata } from 'next'
import { ArticleView } from '#components/article-view.tsx'
import { EnquiryForm } from '#components/enquiry-form.tsx'
import { EnquiryInvitation } from '#components/enquiry-invitation.tsx'
import { RelatedArticles } from '#components/related-articles.tsx'
import { Replies } from '#components/replies.tsx'
import { ReplyForm } from '#components/reply-form.tsx'
import { SeriesLine, SeriesParts } from '#components/series-parts.tsx'
import { ShareBar } from '#components/share-bar.tsx'
import type { Article, Series } from '#lib/content/article.ts'
import { decodedName } from '#lib/content/path.ts'
import { context } from '#lib/context.ts'
import { repliesIfThere } from '#lib/replies/queries.ts'
import { cacheTags } from '#lib/request-context.ts'
import { nearTag } from '#lib/search/near-tag.ts'
import { site } from '#lib/site.ts'
import { submit } from '../../actions/submit.ts'
import { Body } from '../../body.tsx'
import { findOr404 } from '../../find-or-404.ts'
import { addressOf, articleHead, sharedImage, siteOrigin } from '../../head.ts'
import { PageFrame } from '../../page-frame.tsx'
import { ArticleData } from '../../structured-data.tsx'

/** More than are shown: those of the article’s own language come first. */
const mostNear = 12

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return articleHead(findOr404(context().library.article(decodedName((await params).slug))))
}

export default async function ArticlePage({ params }: Props) {
  const article = findOr404(context().library.article(decodedName((await params).slug)))
  const { path, title, description, image, lang } = article
  const url = addressOf(article)
  const series = context().library.series(article)
  const replies = await repliesOf(article)
  return (
    <PageFrame path={path}>
      <ArticleView
        article={article}
        url={url}
        origin={siteOrigin()}
        series={series && <SeriesLine series={series} lang={lang} />}
        translations={context().library.translations(article)}
        share={
          <ShareBar {...{ path, url, title, description, lang }} image={sharedImage(image, article).url} />
        }
        after={<Answers {...{ article, series, replies }} />}
      >
        <Body of={article} />
      </ArticleView>
      <ArticleData article={article} replies={replies} />
    </PageFrame>
  )
}

type ShownReplies = Awaited<ReturnType<typeof repliesIfThere>>

/** Undefined, too, where the article has none. */
async function repliesOf(article: Article): Promise<ShownReplies> {
  if (article.replies === 'off') return undefined
  return await repliesIfThere(context(), context().library.identity(article).keys)
}

type AnswersProps = { article: Article; series: Series | undefined; replies: ShownReplies }

/** The way on, what readers say to an article, and the two forms. */
async function Answers({ article, series, replies }: AnswersProps) {
  const { slug, path, replies: state, lang } = article
  const { library, search } = context()
  cacheTags(nearTag(slug))
  const near = await search.near(slug, mostNear)
  return (
    <>
      {series && <SeriesParts series={series} lang={lang} />}
      <RelatedArticles articles={library.related(slug, near)} />
      {state !== 'off' && <Replies replies={replies} state={state} />}
      {state === 'open' && <ReplyForm action={submit} path={path} />}
      {site.enquiryOnArticles ? (
        <EnquiryForm action={submit} path={path} />
      ) : (
        <EnquiryInvitation path={path} />
      )}
    </>
  )
}
