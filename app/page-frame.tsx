import type { ReactNode } from 'react'
import { PageFrame as Frame, usualPages } from '#components/page-frame.tsx'
import { hasPage } from '#lib/content/has-page.ts'
import { context } from '#lib/context.ts'

/** All that stands around a page, its usual links without those to pages that nobody has written. */
export function PageFrame(props: { path: string; isSearch?: boolean; children: ReactNode }) {
  return <Frame {...props} absent={absentPages()} />
}

/** Paths of the pages that every page would link to and that are not there. */
export function absentPages(): string[] {
  return usualPages()
    .map(({ path }) => path)
    .filter((path) => !hasPage(context().library, path))
}
