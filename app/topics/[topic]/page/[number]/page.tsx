import type { Metadata } from 'next'
import { permanentRedirect } from 'next/navigation'
import { decodedName } from '#lib/content/path.ts'
import { pageNumber } from '../../../../list-pages.ts'
import { TopicPage, topicHead } from '../../topic-page.tsx'

type Props = { params: Promise<{ topic: string; number: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { topic, number } = await params
  return topicHead(decodedName(topic), pageNumber(number))
}

export default async function FurtherPage({ params }: Props) {
  const { topic, number } = await params
  const page = pageNumber(number)
  if (page === 1) permanentRedirect(`/topics/${topic}`)
  return <TopicPage slug={decodedName(topic)} page={page} />
}
