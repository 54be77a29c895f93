import styles from './printed-links.module.css'

/** On paper a link is a number, and its address stands here: `withLinksListed` fills it. */
export function PrintedLinks({ origin }: { origin: string }) {
  return <ol className={styles.links} data-links={origin} />
}
