import { run } from '@mdx-js/mdx'
import type { ComponentType, ReactNode } from 'react'
import * as runtime from 'react/jsx-runtime'
import { site } from '#lib/site.ts'
import { isFrench, typeset } from '#lib/typeset.ts'

/** Views by the name an article uses: components, and elements that Markdown makes, such as `a` or `table`. */
export type BodyViews = Record<string, ComponentType<never> | string>

/**
 * Makes a component of the function body that `Library.body` gives.
 *
 * @param lang of the article, BCP 47: its texts are typeset as that language wants it
 */
export async function bodyComponent(
  code: string,
  lang: string = site.lang,
): Promise<(props: { components?: BodyViews }) => ReactNode> {
  const module = await run(code, isFrench(lang) ? typesetting(lang) : runtime)
  return module.default as (props: { components?: BodyViews }) => ReactNode
}

type Props = Record<string, unknown>

/** What is shown as it was typed. */
const verbatim: readonly unknown[] = ['code', 'kbd', 'samp', 'pre', 'var']
/** Attributes of components that are texts. */
const texts = ['title', 'caption', 'credit', 'cite']

function typesetting(lang: string): typeof runtime {
  const typed = (value: unknown): unknown => (typeof value === 'string' ? typeset(value, lang) : value)
  function propsOf(type: unknown, props: Props): Props {
    if (verbatim.includes(type)) return props
    const { children } = props
    const named = typeof type === 'string' ? [] : texts.filter((name) => typeof props[name] === 'string')
    return {
      ...props,
      ...Object.fromEntries(named.map((name) => [name, typed(props[name])])),
      ...('children' in props && {
        children: Array.isArray(children) ? children.map(typed) : typed(children),
      }),
    }
  }
  return {
    ...runtime,
    jsx: (type, props, key) => runtime.jsx(type, propsOf(type, props as Props), key),
    jsxs: (type, props, key) => runtime.jsxs(type, propsOf(type, props as Props), key),
  }
}
