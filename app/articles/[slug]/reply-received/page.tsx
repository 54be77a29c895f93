import type { Metadata } from 'next'
import { ReplyReceived } from '#components/received.tsx'
import { decodedName } from '#lib/content/path.ts'
import { context } from '#lib/context.ts'
import { words } from '#lib/words/words.ts'
import { findOr404 } from '../../../find-or-404.ts'
import { unlisted } from '../../../head.ts'
import { PageFrame } from '../../../page-frame.tsx'

export function generateMetadata(): Metadata {
  return { title: words()('received.reply.head'), ...unlisted }
}

export default async function Page({ params }: { params: Promise<{ slug: string }> }) {
  const article = findOr404(context().library.article(decodedName((await params).slug)))
  return (
    <PageFrame path={article.path}>
      <ReplyReceived article={article} />
    </PageFrame>
  )
}
