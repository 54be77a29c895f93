import type { Moment } from '#lib/time/moment.ts'
import type { Words } from '#lib/words/words.ts'
import type { Article, NamedAuthor } from './article.ts'

/** Who reviewed an article and when, as far as its file says it; undefined where it says neither. */
export function reviewIn<Node>(
  { reviewed, reviewers }: Pick<Article, 'reviewed' | 'reviewers'>,
  t: Words,
  as: { people: (reviewers: readonly NamedAuthor[]) => Node; day: (moment: Moment) => Node },
): (string | Node)[] | undefined {
  const day = reviewed && (() => as.day(reviewed))
  if (!reviewers) return day && t.rich('byline.reviewed', { day })
  const people = () => as.people(reviewers)
  return day
    ? t.rich('byline.reviewed-by-on', { reviewers: people, day })
    : t.rich('byline.reviewed-by', { reviewers: people })
}
