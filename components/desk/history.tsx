import { Paragraphs } from '#components/paragraphs.tsx'
import { Phrase } from '#components/phrase.ts'
import { words } from '#lib/words/words.ts'
import styles from './history.module.css'

/** One thing that happened, in words. */
export type Line = {
  id: string
  /** `today 09:12`. */
  at: string
  /** Address of who did it, where it is known. */
  by?: string | undefined
  words: string
  /** What was written, where something was. */
  text?: string | undefined
  isUndone: boolean
}

/** What has happened, oldest first. */
export function History({ lines }: { lines: readonly Line[] }) {
  const t = words()
  return (
    <ol className={styles.lines}>
      {lines.map((line) => (
        <li key={line.id}>
          <p className={styles.words}>
            {line.isUndone ? (
              <Phrase of={t.rich('desk-enquiry.line.taken-back', { words: () => <s>{line.words}</s> })} />
            ) : (
              line.words
            )}
          </p>
          <p className={styles.when}>
            {line.at}
            {line.by && ` · ${line.by}`}
          </p>
          {line.text && (
            <div className={styles.text}>
              <Paragraphs text={line.text} />
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}
