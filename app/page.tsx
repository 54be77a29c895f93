import type { Metadata } from 'next'
import { FrontPage } from '#components/front-page.tsx'
import { frontSections } from '#lib/content/front-page.ts'
import { context } from '#lib/context.ts'
import { site } from '#lib/site.ts'
import { head } from './head.ts'
import { absentPages, PageFrame } from './page-frame.tsx'
import { SiteData } from './structured-data.tsx'

export function generateMetadata(): Metadata {
  return head({ title: site.name, description: site.description, path: '/' })
}

export default function Home() {
  const { library } = context()
  return (
    <PageFrame path="/">
      <FrontPage
        lead={library.lead()}
        articles={library.articles()}
        sections={frontSections(library)}
        topics={library.topics()}
        absent={absentPages()}
      />
      <SiteData />
    </PageFrame>
  )
}
