import { z } from 'zod'
import { asked, text } from '../schema.ts'
import type { Place } from '../source.ts'
import type { Fields } from '../yaml.ts'
import { fitting, whole } from './readers.ts'

/** A named section of the front page; topics, series and articles by what the writer typed. */
export type FrontSection = {
  title: string
  limit: number
} & ({ topic: string } | { series: string } | { articles: readonly string[] })

export type Named = Place & { kind: 'topic' | 'series' | 'article'; to: string }

const usualLimit = 6
const largest = 24

const slug = fitting(
  'articles',
  'names of articles as their files have them, such as our-new-clinic',
  (typed) => !/^[a-z]+:\/\//i.test(typed.trim()) && slugOf(typed) !== '',
)

const one = 'one of topic, series and articles'
const sectionForm =
  'a title and a topic, a series or articles, such as { title: For patients, topic: vaccination }'

const section = z
  .strictObject(
    {
      title: text('title', 'For patients'),
      topic: text('topic', 'vaccination').optional(),
      series: text('series', 'Ten steps to a healthy clinic').optional(),
      articles: z
        .array(slug, asked('articles', 'a list of articles, such as [our-new-clinic, opening-hours]'))
        .optional(),
      limit: whole('limit', 1, largest).optional(),
    },
    { error: () => `an entry of the list must have ${sectionForm}` },
  )
  .superRefine(({ topic, series, articles }, context) => {
    const { length } = [topic, series, articles].filter((given) => given !== undefined)
    if (length === 1) return
    const message = length
      ? `this section has more than ${one}: keep one, and make a section of its own for each other`
      : `this section says no articles: add ${one}, such as topic: vaccination`
    context.addIssue({ code: 'custom', message, params: { isOfWhole: true } })
  })

export const frontSchema = z.strictObject({ sections: z.array(section).optional() })

export function frontOf({ sections = [] }: z.output<typeof frontSchema>): FrontSection[] {
  return sections.flatMap(({ title, topic, series, articles, limit = articles ? largest : usualLimit }) => {
    const named = { title, limit }
    if (topic !== undefined) return { ...named, topic }
    if (series !== undefined) return { ...named, series }
    return articles ? { ...named, articles: articles.map(slugOf) } : []
  })
}

export function namedInFront(front: readonly FrontSection[], fields: Fields): Named[] {
  return front.flatMap((one, index): Named[] => {
    const at = (...path: PropertyKey[]) => fields.valueAt(['sections', index, ...path])
    if ('topic' in one) return [{ ...at('topic'), kind: 'topic', to: one.topic }]
    if ('series' in one) return [{ ...at('series'), kind: 'series', to: one.series }]
    return one.articles.map((to, nth) => ({ ...at('articles', nth), kind: 'article', to }))
  })
}

/** Of a path or the name of a file too. */
function slugOf(typed: string): string {
  return typed
    .trim()
    .replace(/^\/?(?:content\/)?(?:articles\/)?/, '')
    .replace(/\.mdx?$/, '')
    .normalize('NFC')
}
