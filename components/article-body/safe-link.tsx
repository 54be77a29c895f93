import type { ComponentProps } from 'react'

/** A link of the text; one that leaves the site takes nothing of ours along. */
export function SafeLink({ href = '', children, ...rest }: ComponentProps<'a'>) {
  const leaves = /^(?:https?:)?\/\//i.test(href)
  return (
    <a {...rest} href={href} rel={leaves ? 'noopener noreferrer' : undefined}>
      {children}
    </a>
  )
}
