import type { Article, Series } from '#lib/content/article.ts'
import { inLanguage } from '#lib/lang.ts'
import { typeset } from '#lib/typeset.ts'
import { type Words, words } from '#lib/words/words.ts'
import { Phrase } from './phrase.ts'
import section from './section.module.css'
import styles from './series-parts.module.css'
import { SiteWords } from './site-words.ts'

/** So many parts stand open; more of them behind a line to open. */
const fewParts = 6
/** The nearest of a series without end: each part's page carries the titles of all others. */
const mostParts = 30

type Props = { series: Series; lang: string }

/** At the head of an article: which part of what it is. */
export function SeriesLine({ series, lang }: Props) {
  return (
    <p className={styles.line}>
      <a href="#series_parts">
        <SiteWords within={lang}>{(t) => <PartOf series={series} t={t} lang={lang} />}</SiteWords>
      </a>
    </p>
  )
}

/** Below an article: the part before, the part after, and all of them. */
export function SeriesParts({ series, lang }: Props) {
  const t = words()
  const { parts, place } = series
  return (
    <section className={section.section} id="series_parts" aria-labelledby="series_title">
      <h2 className={section.heading} id="series_title">
        {t('series.title')}
      </h2>
      <div className={styles.words}>
        <p className={styles.place}>
          <PartOf series={series} t={t} lang={lang} />
        </p>
        <div className={styles.steps}>
          <Step article={parts[place - 2]} label={t('series.previous')} rel="prev" />
          <Step article={parts[place]} label={t('series.next')} rel="next" />
        </div>
        {parts.length <= fewParts ? <List series={series} from={0} /> : <LongList series={series} />}
      </div>
    </section>
  )
}

function PartOf({ series, t, lang }: Props & { t: Words }) {
  const { name, place: part, parts } = series
  const named = () => (
    <bdi key="name" lang={inLanguage(lang, t.lang).lang}>
      {typeset(name, lang)}
    </bdi>
  )
  return <Phrase of={t.rich('series.part-of', { name: named }, { part, of: parts.length })} />
}

type StepProps = { article: Article | undefined; label: string; rel: 'prev' | 'next' }

function Step({ article, label, rel }: StepProps) {
  if (!article) return null
  return (
    <p className={rel === 'next' ? styles.next : undefined}>
      <span className={styles.label}>{label}</span>{' '}
      <a href={article.path} rel={rel}>
        <bdi {...inLanguage(article.lang)}>{typeset(article.title, article.lang)}</bdi>
      </a>
    </p>
  )
}

function LongList({ series }: { series: Series }) {
  const t = words()
  const { place, parts } = series
  const count = parts.length
  const from = Math.max(0, Math.min(place - 1 - mostParts / 2, count - mostParts))
  const to = Math.min(from + mostParts, count)
  return (
    <details className={styles.all}>
      <summary>
        {to - from === count ? t('series.all', { count }) : t('series.some', { from: from + 1, to })}
      </summary>
      <List series={{ ...series, parts: parts.slice(from, to), place: place - from }} from={from} />
    </details>
  )
}

/** @param props.from how many come before the first one */
function List({ series: { parts, place }, from }: { series: Series; from: number }) {
  return (
    <ol className={styles.list} start={from ? from + 1 : undefined}>
      {parts.map(({ slug, path, title, lang }, index) => (
        <li key={slug} className={styles.part}>
          <a {...(index + 1 === place ? { 'aria-current': 'page' } : { href: path })}>
            <bdi {...inLanguage(lang)}>{typeset(title, lang)}</bdi>
          </a>
        </li>
      ))}
    </ol>
  )
}
