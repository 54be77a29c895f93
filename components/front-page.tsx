import type { ReactNode } from 'react'
import type { Article, NamedTopic } from '#lib/content/article.ts'
import { type ArrangedSection, first } from '#lib/content/front-page.ts'
import { inLanguage } from '#lib/lang.ts'
import { site } from '#lib/site.ts'
import { typeset } from '#lib/typeset.ts'
import { words } from '#lib/words/words.ts'
import { Byline } from './byline.tsx'
import styles from './front-page.module.css'
import { FrontSections } from './front-sections.tsx'
import { Phrase } from './phrase.ts'
import { Picture } from './picture.tsx'
import { TopicIndex } from './topic-index.tsx'
import { TopicsLine } from './topics-line.tsx'

type Props = {
  /** The newest where it is not given. */
  lead?: Article | undefined
  /** Newest first. */
  articles: readonly Article[]
  /** In place of the newest, what the editor has arranged. */
  sections?: readonly ArrangedSection[]
  topics: readonly (NamedTopic & { count: number })[]
  /** Paths of pages that are not there. */
  absent?: readonly string[]
}

/** How many stand beside the lead, how many below it with a summary, and how many as titles. */
const places = { beside: 2, below: 6, titles: 8 }
const mostShown = places.beside + places.below + places.titles

/** An index of more is a page of its own. */
const mostTopics = 24

/** The editor's table: one article leads, order and size say what matters next. */
export function FrontPage({ articles, lead = articles[0], sections = [], topics, absent = [] }: Props) {
  if (!lead) return <EmptyTable hasAbout={!absent.includes(about)} />
  const t = words()
  const rest = sections.length ? [] : first(mostShown, articles, (article) => article !== lead)
  const beside = rest.slice(0, places.beside)
  const below = rest.slice(places.beside, places.beside + places.below)
  const titles = rest.slice(places.beside + places.below)
  return (
    <>
      <div className={beside.length ? styles.top : styles.alone}>
        <Lead article={lead} />
        {beside.length > 0 && (
          <div className={styles.beside}>
            {beside.map((article, index) => (
              <Item key={article.slug} article={article} picture={index === 0} />
            ))}
          </div>
        )}
      </div>
      {below.length > 0 && (
        <div className={styles.below}>
          {below.map((article) => (
            <Item key={article.slug} article={article} />
          ))}
        </div>
      )}
      {titles.length > 0 && (
        <ul className={styles.titles}>
          {titles.map((article) => (
            <li key={article.slug} {...inLanguage(article.lang)}>
              <a href={article.path}>{typeset(article.title, article.lang)}</a>
            </li>
          ))}
        </ul>
      )}
      <FrontSections sections={sections} />
      {articles.length > 3 && (
        <p className={styles.all}>
          <a href="/articles">{t('front.all', { count: articles.length })}</a>
        </p>
      )}
      {topics.length > 0 && (
        <section className={styles.topics} aria-labelledby="front-topics">
          <h2 className={styles.heading} id="front-topics">
            {t('topics.title')}
          </h2>
          <TopicIndex topics={mostUsed(topics)} across />
          {topics.length > mostTopics && (
            <p className={styles.all}>
              <a href="/topics">{t('front.topics', { count: topics.length })}</a>
            </p>
          )}
        </section>
      )}
    </>
  )
}

/** In the order given. */
function mostUsed(topics: Props['topics']): Props['topics'] {
  const most = new Set(topics.toSorted((a, b) => b.count - a.count).slice(0, mostTopics))
  return topics.filter((topic) => most.has(topic))
}

function Lead({ article }: { article: Article }) {
  return (
    <article className={article.image ? styles.lead : styles.bareLead} {...inLanguage(article.lang)}>
      {article.image && (
        <Picture
          className={styles.picture}
          picture={{ ...article.image, alt: '' }}
          sizes="(min-width: 76rem) min(56vw, 55rem), (min-width: 60rem) 33rem, 92vw"
          lead
        />
      )}
      <div className={styles.leadWords}>
        <TopicsLine topics={article.topics} />
        <h2 className={styles.leadTitle}>
          <a href={article.path}>{typeset(article.title, article.lang)}</a>
        </h2>
        {article.description && (
          <p className={styles.standfirst}>{typeset(article.description, article.lang)}</p>
        )}
        <Byline article={article} short />
      </div>
    </article>
  )
}

function Item({ article, picture = false }: { article: Article; picture?: boolean }) {
  return (
    <article className={styles.item} {...inLanguage(article.lang)}>
      {picture && article.image && (
        <Picture
          className={styles.picture}
          picture={{ ...article.image, alt: '' }}
          sizes="(min-width: 60rem) min(25vw, 26rem), 92vw"
        />
      )}
      <TopicsLine topics={article.topics} />
      <h2 className={styles.itemTitle}>
        <a href={article.path}>{typeset(article.title, article.lang)}</a>
      </h2>
      {article.description && <p className={styles.summary}>{typeset(article.description, article.lang)}</p>}
      <Byline article={article} short />
    </article>
  )
}

const about = '/about'

function EmptyTable({ hasAbout }: { hasAbout: boolean }) {
  const t = words()
  const link = (href: string) => (children: ReactNode[]) => (
    <a href={href}>
      <Phrase of={children} />
    </a>
  )
  const write = link('/contact')
  return (
    <div className={styles.empty}>
      <p className={styles.leadTitle}>{t('front.first')}</p>
      <p className={styles.standfirst}>
        <Phrase of={t.rich('front.opened', { link: link('/feed.xml') }, { name: site.name })} />
      </p>
      <p>
        <Phrase
          of={
            hasAbout
              ? t.rich('front.meanwhile-about', { about: link(about), write })
              : t.rich('front.meanwhile', { write })
          }
        />
      </p>
    </div>
  )
}
