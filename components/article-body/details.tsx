import type { ReactNode } from 'react'

type Props = { title: string; children: ReactNode }

/** What only some readers need; on paper it is open. */
export function Details({ title, children }: Props) {
  return (
    <details>
      <summary>{title}</summary>
      {children}
    </details>
  )
}
