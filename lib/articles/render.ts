import { run } from '@mdx-js/mdx'
import type { ComponentType, ReactNode } from 'react'
import * as runtime from 'react/jsx-runtime'

/** Views by the name an article uses: components, and elements that Markdown makes, such as `a` or `table`. */
export type BodyViews = Record<string, ComponentType<never> | string>

/** Makes a component of the function body that `Library.body` gives. */
export async function bodyComponent(code: string): Promise<(props: { components?: BodyViews }) => ReactNode> {
  const module = await run(code, runtime)
  return module.default as (props: { components?: BodyViews }) => ReactNode
}
