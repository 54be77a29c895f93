import type { FileDiagnostic } from '#lib/content/lint/diagnostic.ts'
import { site } from '#lib/site.ts'
import { languageOf } from '#lib/words/words.ts'
import styles from './fault-list.module.css'

type Props = {
  /** Each with the line it is on and a caret below, where the file can be read. */
  faults: readonly { fault: FileDiagnostic; excerpt?: string }[]
}

/** What is wrong in a file, for the one who writes it. */
export function FaultList({ faults }: Props) {
  // The linter speaks English, whatever the language of the site.
  const inEnglish = languageOf(site.lang) === 'en' ? {} : ({ lang: 'en', dir: 'ltr' } as const)
  return (
    <ol className={styles.list}>
      {faults.map(({ fault: { file, line, column, message }, excerpt }) => (
        <li key={`${file}:${line}:${column}:${message}`} className={styles.fault} {...inEnglish}>
          <p className={styles.place}>
            {file}:{line}:{column}
          </p>
          <p className={styles.message}>{message}</p>
          {excerpt && <pre className={styles.excerpt}>{excerpt}</pre>}
        </li>
      ))}
    </ol>
  )
}
