import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ArticleList } from '#components/article-list.tsx'
import { ListPage } from '#components/list-page.tsx'
import { ofYear, yearNamed, yearPath } from '#lib/content/years.ts'
import { context } from '#lib/context.ts'
import { yearNumeral } from '#lib/lang.ts'
import { site } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'
import { head } from '../../head.ts'
import { pageOf, pagePath, pageTitle } from '../../list-pages.ts'
import { PageFrame } from '../../page-frame.tsx'

export function yearHead(typed: string, page: number): Metadata {
  const year = yearNamed(typed) ?? notFound()
  const t = words()
  return head({
    title: pageTitle(t('archive.year', { year: yearNumeral(year) }), page),
    description: t('archive.year-about', { name: site.name, year: yearNumeral(year) }),
    path: pagePath(yearPath(year), page),
  })
}

/** One page of the articles of a year. */
export function YearPage({ typed, page }: { typed: string; page: number }) {
  const year = yearNamed(typed) ?? notFound()
  const all = ofYear(context().library.articles(), year, site.timeZone)
  if (!all.length) notFound()
  const path = yearPath(year)
  const t = words()
  return (
    <PageFrame path={path}>
      <ListPage
        title={t('archive.year', { year: yearNumeral(year) })}
        intro={
          <>
            {t('list.count', { count: all.length })} · <a href="/archive">{t('archive.link')}</a>
          </>
        }
      >
        <ArticleList {...pageOf(all, { path, page })} />
      </ListPage>
    </PageFrame>
  )
}
