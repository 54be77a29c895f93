import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { unlisted } from '../../head.ts'
import { one, type Query } from '../query.ts'
import { staffHere } from '../session.ts'
import { Door } from './door.tsx'

export const metadata: Metadata = { title: 'Sign in to the desk', ...unlisted }

export default async function SignInPage({ searchParams }: { searchParams: Promise<Query> }) {
  if (await staffHere()) redirect('/staff')
  return <Door done={one(await searchParams, 'done')} />
}
