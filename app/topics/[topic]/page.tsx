import type { Metadata } from 'next'
import { decodedName } from '#lib/content/path.ts'
import { TopicPage, topicHead } from './topic-page.tsx'

type Props = { params: Promise<{ topic: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return topicHead(decodedName((await params).topic), 1)
}

export default async function Page({ params }: Props) {
  return <TopicPage slug={decodedName((await params).topic)} page={1} />
}
