import type { ReactNode } from 'react'
import { words } from '#lib/words/words.ts'
import { Phrase } from './phrase.ts'

/** A number that says what it counts only to those who listen. */
export function ArticleCount({ count }: { count: number }) {
  return <Phrase of={words().rich('topics.articles', { quiet }, { count })} />
}

function quiet(children: ReactNode[]) {
  return (
    <span className="visually-hidden">
      <Phrase of={children} />
    </span>
  )
}
