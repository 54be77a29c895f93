import { words } from '#lib/words/words.ts'
import styles from './search-filters.module.css'

type Choice = { label: string; lang?: string | undefined; count: number; path: string; isActive: boolean }

export type FilterGroup = { name: 'topic' | 'author' | 'year'; choices: readonly Choice[] }

const shownAtOnce = 8

/** Each with the number of results that it leaves. */
export function SearchFilters({ groups }: { groups: readonly FilterGroup[] }) {
  const t = words()
  return (
    <section className={styles.filters} id="filters" aria-labelledby="filters-title">
      <h2 className={styles.title} id="filters-title">
        {t('search.filters')}
      </h2>
      {groups.map(({ name, choices }) => choices.length > 0 && <Group key={name} {...{ name, choices }} />)}
    </section>
  )
}

function Group({ name, choices }: FilterGroup) {
  const t = words()
  const more = choices.slice(shownAtOnce)
  return (
    <div className={styles.group}>
      <h3 className={styles.name}>{t(`search.by-${name}`)}</h3>
      <Choices choices={choices.slice(0, shownAtOnce)} />
      {more.length > 0 && (
        <details>
          <summary className={styles.more}>{t('search.more', { count: more.length })}</summary>
          <Choices choices={more} />
        </details>
      )}
    </div>
  )
}

function Choices({ choices }: { choices: readonly Choice[] }) {
  return (
    <ul className={styles.list}>
      {choices.map(({ label, lang, count, path, isActive }) => (
        <li key={path} className={styles.choice}>
          <a href={path} aria-current={isActive ? 'true' : undefined} rel="nofollow">
            <bdi lang={lang}>{label}</bdi>
          </a>{' '}
          <span className={styles.count}>{count}</span>
        </li>
      ))}
    </ul>
  )
}
