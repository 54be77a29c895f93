import type { Metadata } from 'next'
import { ArticleView } from '#components/article-view.tsx'
import { spanInWords } from '#components/desk/deadline.ts'
import { FaultList } from '#components/fault-list.tsx'
import { FaultyView } from '#components/faulty-view.tsx'
import { Notice } from '#components/notice.tsx'
import { Phrase } from '#components/phrase.ts'
import { PreviewBanner } from '#components/preview-banner.tsx'
import { previewLasts } from '#lib/auth/previews.ts'
import { withExcerpts } from '#lib/content/lint/format.ts'
import { openPreview, type Preview } from '#lib/content/preview.ts'
import { context } from '#lib/context.ts'
import { currentRequest } from '#lib/request-context.ts'
import { words } from '#lib/words/words.ts'
import { Body } from '../../body.tsx'
import { absolute, siteOrigin, unlisted } from '../../head.ts'
import { PageFrame } from '../../page-frame.tsx'

type Props = { params: Promise<{ token: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const preview = openPreview(context(), (await params).token)
  const t = words()
  const title =
    preview.kind === 'article' ? t('preview.title-of', { title: preview.article.title }) : t('preview.title')
  return { title, ...unlisted }
}

/** An article as it will stand, for whoever holds its signed link; nothing can be sent from here. */
export default async function PreviewPage({ params }: Props) {
  const preview = openPreview(context(), (await params).token)
  return (
    <PageFrame path="">
      {preview.kind === 'article' ? <Shown {...preview} /> : <NotShown preview={preview} />}
    </PageFrame>
  )
}

async function Shown({ article, state, faults, expiresAt }: Extract<Preview, { kind: 'article' }>) {
  const list = faults.length > 0 && <FaultList faults={await withExcerpts(faults)} />
  return (
    <>
      <PreviewBanner {...{ article, state, expiresAt }} faults={list} />
      <ArticleView article={article} url={absolute(article.path)} origin={siteOrigin()}>
        <Body of={article} />
      </ArticleView>
    </>
  )
}

async function NotShown({ preview }: { preview: Exclude<Preview, { kind: 'article' }> }) {
  if (preview.kind === 'faulty')
    return <FaultyView title={words()('preview.not-yet')} faults={await withExcerpts(preview.faults)} />
  const t = words()
  const status = statuses[preview.kind]
  const title = t(`preview.gone.${preview.kind}`)
  const request = currentRequest()
  if (request) request.status = status
  const slug = preview.kind === 'forged' ? '<slug>' : preview.slug
  return (
    <Notice
      status={status}
      title={title}
      said={
        <Phrase
          of={t.rich(
            'preview.again',
            { command: () => <code>npm run article -- preview {slug}</code> },
            { span: spanInWords(previewLasts) },
          )}
        />
      }
    />
  )
}

const statuses = { expired: 410, forged: 404, missing: 404 } as const
