import type { ReactNode } from 'react'
import { PageFrame as Frame, usualPages } from '#components/page-frame.tsx'
import { plainPath } from '#lib/content/path.ts'
import { context } from '#lib/context.ts'
import { isOfTheSite } from '#lib/routes.ts'

/** All that stands around a page, its usual links without those to pages that nobody has written. */
export function PageFrame(props: { path: string; children: ReactNode }) {
  return <Frame {...props} absent={absentPages()} />
}

/** Paths of the pages that every page would link to and that are not there. */
export function absentPages(): string[] {
  return usualPages()
    .map(({ path }) => path)
    .filter((path) => !isThere(plainPath(path)))
}

function isThere(path: string): boolean {
  const [, slug = '', ...more] = path.split('/')
  // Only pages are looked for: a setting may name any other address.
  return more.length > 0 || isOfTheSite(path) || context().library.page(slug).kind !== 'missing'
}
