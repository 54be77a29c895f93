import { Paragraphs } from '#components/paragraphs.tsx'
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
  return (
    <ol className={styles.lines}>
      {lines.map((line) => (
        <li key={line.id}>
          <p className={styles.words}>
            {line.isUndone ? <s>{line.words}</s> : line.words}
            {line.isUndone && ' (taken back)'}
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
