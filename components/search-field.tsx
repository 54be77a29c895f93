import { suggestAddress, suggestIntegrity } from '#lib/suggest-script.ts'
import { words } from '#lib/words/words.ts'
import styles from './search-field.module.css'

/** There is one on each page of readers. The script of a page loads the suggestions at its first focus. */
export function SearchField({ text = '' }: { text?: string }) {
  const t = words()
  const script = `<script data-own="" src="${suggestAddress}" integrity="${suggestIntegrity}"></script>`
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: `search` is not known to browsers of some years ago */}
      <form className={styles.form} role="search" action="/search">
        <label className="visually-hidden" htmlFor="q">
          {t('search.label')}
        </label>
        <input
          className={styles.control}
          id="q"
          name="q"
          type="search"
          // An empty one would run from the left everywhere.
          dir={text ? 'auto' : undefined}
          defaultValue={text || undefined}
        />
        <button className={styles.button} type="submit" value="search">
          {t('search.button')}
        </button>
      </form>
      <template
        id="suggest"
        data-found={t('search.suggested')}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: an address and a digest of our own, which the policy names
        dangerouslySetInnerHTML={{ __html: script }}
      />
    </>
  )
}
