import { articleComponentsIn } from '#components/article-body/components-in.tsx'
import type { Article, Page } from '#lib/content/article.ts'
import { bodyComponent } from '#lib/content/render.ts'
import { context } from '#lib/context.ts'

/** The body of an article or a page, as it stands on the site. */
export async function Body({ of }: { of: Article | Page }) {
  const Content = await bodyComponent(await context().library.body(of), of.lang)
  return <Content components={articleComponentsIn(of.lang)} />
}
