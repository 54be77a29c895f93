import { Fragment } from 'react'
import { paragraphsOf } from '#lib/paragraphs.ts'
import styles from './paragraphs.module.css'

/**
 * Plain text as typed, its indentation too: an empty line makes a paragraph, a single one a line break. Each paragraph runs
 * as its first letter does.
 */
export function Paragraphs({ text }: { text: string }) {
  return paragraphsOf(text).map((lines, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the paragraphs of a text that is kept as it is have no other name
    <p key={index} className={styles.typed} dir="auto">
      {lines.map((line, number) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: neither have its lines
        <Fragment key={number}>
          {number > 0 && <br />}
          {line}
        </Fragment>
      ))}
    </p>
  ))
}
