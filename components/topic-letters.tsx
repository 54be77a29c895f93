import type { NamedTopic } from '#lib/content/article.ts'
import { inLanguage, numeral } from '#lib/lang.ts'
import { byLetter } from '#lib/letters.ts'
import { site } from '#lib/site.ts'
import { words } from '#lib/words/words.ts'
import styles from './topic-letters.module.css'

type Props = { topics: readonly (NamedTopic & { count: number })[] }

/** Hundreds of topics: under their letters, with a line that leads to each. Of each as little as can be: it is one page. */
export function TopicLetters({ topics }: Props) {
  const t = words()
  const letters = byLetter(topics, {
    lang: site.lang,
    label: ({ label }) => label,
    other: t('topics.other'),
  })
  return (
    <div className={styles.index}>
      <nav className={styles.letters} aria-label={t('topics.letters')}>
        {letters.map(({ letter }) => (
          <a key={letter} href={`#${idOf(letter)}`}>
            {letter}
          </a>
        ))}
      </nav>
      <div>
        {letters.map(({ letter, items }) => (
          <section key={letter} className={styles.letter} id={idOf(letter)} aria-labelledby={titleOf(letter)}>
            <h2 id={titleOf(letter)}>{letter}</h2>
            <ul>
              {items.map((topic) => (
                <li key={topic.slug}>
                  {/* Escaped, letters of most scripts would take six signs each. */}
                  <a href={decodeURI(topic.path)}>
                    <bdi lang={inLanguage(topic.lang).lang}>{topic.label}</bdi>
                  </a>{' '}
                  <small>{numeral(topic.count)}</small>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  )
}

function idOf(letter: string): string {
  return `letter_${letter}`.replaceAll(/\s/g, '_')
}

function titleOf(letter: string): string {
  return `${idOf(letter)}_title`
}
