import { keptMark } from '#lib/offline-worker.ts'
import { words } from '#lib/words/words.ts'
import styles from './notice.module.css'

/** The worker puts what is kept on the device into the list; without any, nothing is said of it. */
export function OfflineView() {
  const t = words()
  return (
    <div className={styles.notice}>
      <div className={styles.words}>
        <h1 className={styles.title}>{t('offline.title')}</h1>
        <p className={styles.said}>{t('offline.said')}</p>
        <div className={styles.kept}>
          <h2 className={styles.heading}>{t('offline.kept')}</h2>
          <ul className={styles.ways} {...{ [keptMark]: '' }} />
        </div>
      </div>
    </div>
  )
}
