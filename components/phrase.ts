import { createElement, Fragment, type ReactNode } from 'react'

/** A message with elements in it, as `words().rich` gives it. */
export function Phrase({ of }: { of: readonly ReactNode[] }) {
  return createElement(Fragment, null, ...of)
}
