import type { ComponentProps } from 'react'
import { site } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'

type Props = ComponentProps<'a'> & {
  /** Language of the text around, BCP 47. */
  within?: string
  'data-footnote-backref'?: string | boolean
}

/** A link of the text; one that leaves the site takes nothing of ours along. */
export function SafeLink({ href = '', within = site.lang, children, ...rest }: Props) {
  const leaves = /^(?:https?:)?\/\//i.test(href)
  if (rest['data-footnote-backref'] !== undefined) {
    const label = backLabel(rest['aria-label'] ?? '', within)
    return (
      <a {...rest} href={href} aria-label={label}>
        {children}
      </a>
    )
  }
  return (
    <a {...rest} href={href} rel={leaves ? 'noopener noreferrer' : undefined}>
      {children}
    </a>
  )
}

/** The compiler's own is English: only its number is kept, such as `3` or `3-2`. */
function backLabel(compiled: string, within: string): string {
  const [number = ''] = /\d[\d-]*$/.exec(compiled) ?? []
  return words(within)('article.back-to-text', { number })
}
