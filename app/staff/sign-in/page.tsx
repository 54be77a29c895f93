import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { one, type Query } from '#lib/desk/query.ts'
import { words } from '#lib/words/words.ts'
import { unlisted } from '../../head.ts'
import { staffHere } from '../session.ts'
import { Door } from './door.tsx'

export function generateMetadata(): Metadata {
  return { title: words()('door.title'), ...unlisted }
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<Query> }) {
  if (await staffHere()) redirect('/staff')
  return <Door done={one(await searchParams, 'done')} />
}
