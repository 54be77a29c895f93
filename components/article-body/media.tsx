import type { ReactNode } from 'react'
import { fileInWords } from '#lib/file-size.ts'
import { mediumPath } from '#lib/pictures/widths.ts'
import { site } from '#lib/site.ts'
import { SiteWords } from '../site-words.ts'
import { BodyImage } from './figure.tsx'
import styles from './media.module.css'
import { isElsewhere, siteOf } from './media-site.ts'
import { SafeLink } from './safe-link.tsx'
import { textOf } from './text-of.ts'

type Poster = { path: string; width: number; height: number }

type Props = {
  /** Of a file of this site where it is served, of a film elsewhere its page there; none where the file is not there. */
  media?: string | undefined
  /** In bytes. */
  size?: number | undefined
  poster?: Poster | undefined
  /** WebVTT. */
  captions?: string | undefined
  transcript?: string | undefined
  /** Language of the text around, BCP 47. */
  within?: string
  children: ReactNode
}

/** A film: one of this site plays here, one of another site there, which is asked for nothing before. */
export function Video(props: Props) {
  const { media, poster, transcript, within = site.lang, children } = props
  if (!media) return <p>{children}</p>
  if (!isElsewhere(media))
    return (
      <figure className={styles.media}>
        <Film {...props} media={media} within={within} />
        <Caption {...props} media={media} within={within} />
      </figure>
    )
  return (
    <figure className={styles.media}>
      <SafeLink href={media} className={styles.elsewhere}>
        {poster && <BodyImage src={poster.path} alt="" width={poster.width} height={poster.height} />}
        <span className={styles.label}>
          <span className={styles.title}>{children}</span>{' '}
          <span className={styles.facts}>
            <SiteWords within={within}>{(t) => t('article.watch-on', { site: siteOf(media) })}</SiteWords>
          </span>
        </span>
      </SafeLink>
      {transcript && (
        <figcaption>
          <Transcript href={transcript} within={within} />
        </figcaption>
      )}
    </figure>
  )
}

/** A sound of this site. */
export function Audio(props: Props) {
  const { media, within = site.lang, children } = props
  if (!media) return <p>{children}</p>
  return (
    <figure className={styles.media}>
      <Caption {...props} media={media} within={within} />
      {/* biome-ignore lint/a11y/useMediaCaption: what is said stands in the transcript */}
      <audio controls preload="none" src={media} aria-label={textOf(children)} />
    </figure>
  )
}

type Shown = Props & { media: string; within: string }

/** In the size of its poster, or as wide as most films are: nothing moves when it is there. */
function Film({ media, poster, captions, within, children }: Shown) {
  return (
    // biome-ignore lint/a11y/useMediaCaption: there may be none, of which the writer is told
    <video
      controls
      playsInline
      preload={poster ? 'none' : 'metadata'}
      src={media}
      poster={poster && mediumPath(poster.path, poster.width)}
      width={poster?.width ?? 1280}
      height={poster?.height ?? 720}
      aria-label={textOf(children)}
    >
      {captions && <track kind="captions" src={captions} srcLang={within} label={languageName(within)} />}
    </video>
  )
}

function Caption({ media, size = 0, transcript, within, children }: Shown) {
  return (
    <figcaption>
      {children}{' '}
      <a href={media} className={styles.facts}>
        <SiteWords within={within}>{(t) => <bdi>{fileInWords(media, size, t.lang)}</bdi>}</SiteWords>
      </a>{' '}
      {transcript && <Transcript href={transcript} within={within} />}
    </figcaption>
  )
}

function Transcript({ href, within }: { href: string; within: string }) {
  return (
    <SafeLink href={href}>
      <SiteWords within={within}>{(t) => t('article.transcript')}</SiteWords>
    </SafeLink>
  )
}

function languageName(lang: string): string | undefined {
  return new Intl.DisplayNames([lang], { type: 'language' }).of(new Intl.Locale(lang).language)
}
