import { didYouMean } from '../nearest.ts'
import type { Named } from '../organisation/front.ts'
import { plainPath } from '../path.ts'
import { seriesNamed } from '../series-named.ts'
import type { Snapshot } from '../snapshot.ts'
import { topicSlug } from '../topic.ts'
import type { Addresses } from './dead-links.ts'

/** What to say of a topic, a series or an article that a section of the front page, or site.yml, names. */
export function frontProblem(
  { kind, to }: Pick<Named, 'kind' | 'to'>,
  { addresses, listings }: { addresses: Addresses; listings: Snapshot['listings'] },
): string | undefined {
  if (kind === 'topic') {
    const slug = topicSlug(to)
    if (listings.topic.has(slug)) return undefined
    return `no article has the topic "${to}".${didYouMean(slug, listings.topic.keys())}`
  }
  if (kind === 'series') {
    if (seriesNamed(to, listings.series.keys())) return undefined
    return `no article is of the series "${to}".${didYouMean(to, listings.series.keys())}`
  }
  const standing = addresses.at(plainPath(`/articles/${to}`))
  if (standing?.state === 'here') return undefined
  if (!standing) return `there is no article "${to}".${didYouMean(to, slugsIn(addresses))}`
  if (standing.state !== 'moved') return `the article "${to}" ${unshown[standing.state]}`
  const slug = slugAt(standing.to)
  return slug === undefined
    ? `"${to}" leads to ${standing.to}, which is no article: remove it`
    : `the article "${to}" has moved: write ${slug}`
}

const unshown = {
  draft: 'is a draft: it is left out until it is published',
  scheduled: 'has not appeared yet: it is left out until its date',
  expired: 'has expired: it is left out',
  broken: 'is not on the site because its file has faults: mend that first',
}

function slugAt(path: string): string | undefined {
  return /^\/articles\/([^/]+)$/.exec(path)?.[1]
}

function slugsIn(addresses: Addresses): string[] {
  return [...addresses.known()].flatMap((path) => slugAt(path) ?? [])
}
