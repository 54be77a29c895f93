import { words } from '#lib/words/words.ts'
import { Button } from './button.tsx'
import styles from './control.module.css'

type Props = {
  /** Path of the list. */
  path: string
  /** What is searched for now. */
  text?: string | undefined
  /** What else the list is held to. */
  kept?: Readonly<Record<string, string>>
}

/** Searches a list of the desk: names, addresses, texts. */
export function SearchForm({ path, text = '', kept = {} }: Props) {
  const t = words()
  return (
    <search>
      <form className={styles.inline} action={path} method="get">
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className={styles.field}>
          <label className={styles.label} htmlFor="search">
            {t('desk.search')}
          </label>
          <input
            className={styles.control}
            id="search"
            name="search"
            type="search"
            dir="auto"
            defaultValue={text}
          />
        </div>
        <Button value="find">{t('desk.find')}</Button>
      </form>
    </search>
  )
}
