import type { ReactNode } from 'react'
import { inLanguage } from '#lib/lang.ts'
import { type Shared, shareAddress, shareNames } from '#lib/share.ts'
import { type ShareTarget, site } from '#lib/site.ts'
import { type Words, words } from '#lib/words/words.ts'
import { Phrase } from './phrase.ts'
import styles from './share-bar.module.css'
import { ShareMark } from './share-mark.tsx'
import { SiteWords } from './site-words.ts'

type Props = Shared & {
  /** Of the article, as it stands in links. */
  path: string
  /** Of the article, BCP 47. */
  lang?: string
}

/** Links that hand the article on. They work as they stand; the script adds two buttons. Browsers that know `ping` tell the site of a press. */
export function ShareBar({ path, url, title, description, image, lang = site.lang }: Props) {
  const shared = { url, title, description, image }
  const t = words(lang)
  const own = inLanguage(t.lang, lang)
  return (
    <nav className={styles.share} aria-labelledby="share">
      <p className={styles.title} id="share">
        <SiteWords within={lang}>{t('share.title')}</SiteWords>
      </p>
      <ul className={styles.targets}>
        {site.shareTargets.map((target) => (
          <li key={target} className={styles.target} {...own}>
            <a
              href={shareAddress(target, shared)}
              rel="noopener noreferrer"
              target={target === 'email' ? undefined : '_blank'}
              ping={site.figures ? `${path}/shared/${target}` : undefined}
            >
              <ShareMark target={target} className={styles.mark} />
              <Phrase of={nameOf(target, t)} />
            </a>
            {target !== 'email' && shareNames[target].hint && (
              <span className={styles.hint}> {shareNames[target].hint}</span>
            )}
          </li>
        ))}
        <li className={styles.target} {...own}>
          <button type="button" className={styles.button} name="clipboard" value={url} hidden>
            <ShareMark target="copy" className={styles.mark} />
            {t('share.copy')}
          </button>
        </li>
        <li className={styles.target} {...own}>
          <button type="button" className={styles.button} name="share" value={url} hidden>
            <ShareMark target="device" className={styles.mark} />
            {t('share.device')}
          </button>
        </li>
      </ul>
      <output className={styles.status} {...own}>
        <span hidden>{t('share.copied')}</span>
      </output>
    </nav>
  )
}

/** Only the name is seen; what is done with it is for those who hear it. */
function nameOf(target: ShareTarget, t: Words) {
  const quiet = (children: ReactNode[]) => (
    <span className="visually-hidden">
      <Phrase of={children} />
    </span>
  )
  if (target === 'email') return t.rich('share.by-email', { quiet })
  const { name, after } = shareNames[target]
  const whole = () => (
    <>
      {name}
      {after && <span className="visually-hidden">{` ${after}`}</span>}
    </>
  )
  return t.rich('share.on', { quiet, name: whole })
}
