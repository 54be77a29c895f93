import type { Metadata } from 'next'
import { TopicPage, topicHead } from './topic-page.tsx'

type Props = { params: Promise<{ topic: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return topicHead((await params).topic, 1)
}

export default async function Page({ params }: Props) {
  return <TopicPage slug={(await params).topic} page={1} />
}
