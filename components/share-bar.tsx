import { inLanguage } from '#lib/lang.ts'
import { type Shared, shareAddress, shareNames } from '#lib/share.ts'
import { site } from '#lib/site.ts'
import styles from './share-bar.module.css'
import { ShareMark } from './share-mark.tsx'
import { SiteWords } from './site-words.tsx'

type Props = Shared & {
  /** Of the article, BCP 47. */
  lang?: string
}

/** Links that hand the article on. They work as they stand; the script adds a small window and two buttons. */
export function ShareBar({ url, title, description, image, lang = site.lang }: Props) {
  const shared = { url, title, description, image }
  const words = inLanguage(site.lang, lang)
  return (
    <nav className={styles.share} aria-labelledby="share">
      <p className={styles.title} id="share">
        <SiteWords within={lang}>Share this article</SiteWords>
      </p>
      <ul className={styles.targets}>
        {site.shareTargets.map((target) => {
          const { before, name, after, hint } = shareNames[target]
          return (
            <li key={target} className={styles.target} {...words}>
              <a
                href={shareAddress(target, shared)}
                rel="noopener noreferrer"
                data-popup={target === 'email' ? undefined : ''}
              >
                <ShareMark target={target} className={styles.mark} />
                <span className="visually-hidden">{`${before} `}</span>
                {name}
                {after && <span className="visually-hidden">{` ${after}`}</span>}
              </a>
              {hint && <span className={styles.hint}> {hint}</span>}
            </li>
          )
        })}
        <li className={styles.target} {...words}>
          <button type="button" className={styles.button} data-needs="clipboard" value={url} hidden>
            <ShareMark target="copy" className={styles.mark} />
            Copy link
          </button>
        </li>
        <li className={styles.target} {...words}>
          <button type="button" className={styles.button} data-needs="share" value={url} hidden>
            <ShareMark target="device" className={styles.mark} />
            Share…
          </button>
        </li>
      </ul>
      <p className={styles.status} role="status" data-copied {...words} />
    </nav>
  )
}
