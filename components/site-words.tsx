import type { ReactNode } from 'react'
import { inLanguage } from '#lib/lang.ts'
import { site } from '#lib/site.ts'

type Props = {
  /** Language of the text around, BCP 47. */
  within: string
  children: ReactNode
}

/** Words of the site itself, in an article that may be in another language. */
export function SiteWords({ within, children }: Props) {
  if (within === site.lang) return children
  return <span {...inLanguage(site.lang, within)}>{children}</span>
}
