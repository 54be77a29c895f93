import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AuthorPage } from '#components/author-page.tsx'
import { PageFrame } from '#components/page-frame.tsx'
import { runtime } from '#lib/runtime.ts'
import { head } from '../../head.ts'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name, bio, path, picture } = authorOf((await params).id)
  return head({ title: name, description: bio ?? `Articles by ${name}.`, path, picture })
}

export default async function Page({ params }: Props) {
  const author = authorOf((await params).id)
  return (
    <PageFrame path={author.path}>
      <AuthorPage author={author} articles={runtime().library.articles({ author: author.id })} />
    </PageFrame>
  )
}

function authorOf(id: string) {
  return runtime().library.author(id) ?? notFound()
}
