import { createElement } from 'react'
import { bodyComponent, type MdxBody } from '#lib/content/render.ts'
import { feedComponentsIn } from './feed-components.ts'

/** The body of an article as plain HTML: in a feed, and in an export. @param lang BCP 47, of the article */
export async function feedHtml(body: MdxBody, lang: string): Promise<string> {
  // The framework refuses a static import of this in app code.
  const { renderToStaticMarkup } = await import('react-dom/server')
  const Content = await bodyComponent(body, lang)
  const html = renderToStaticMarkup(createElement(Content, { components: feedComponentsIn(lang) }))
  // React asks for pictures ahead of the page; there is none here.
  return html.replace(/<link rel="preload"[^<>]*>/g, '')
}
