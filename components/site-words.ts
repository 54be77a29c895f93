import { createElement, type ReactNode } from 'react'
import { baseOf, inLanguage } from '#lib/lang.ts'
import { type Words, words } from '#lib/words/words.ts'

type Props = {
  /** Language of the text around, BCP 47. */
  within: string
  children: ReactNode | ((t: Words) => ReactNode)
}

/** Words of the site itself in the language of the text around; in the site's own where we have none of that. */
export function SiteWords({ within, children }: Props): ReactNode {
  const t = words(within)
  const said = typeof children === 'function' ? children(t) : children
  return baseOf(t.lang) === baseOf(within) ? said : createElement('span', inLanguage(t.lang, within), said)
}
