import { replyStatuses } from '#lib/replies/reply.ts'
import { one, pageNumber, type Query, withQuery } from './query.ts'

export const queues = [...replyStatuses, 'all'] as const

/** Plain data: it travels through the forms of the page. */
export type Place = {
  queue: (typeof queues)[number]
  page?: number | undefined
  search?: string | undefined
  article?: string | undefined
  person?: string | undefined
}

export type Told = {
  told?: string | undefined
  decision?: string | undefined
  reply?: string | undefined
  /** Ids of replies that were left as they are, a dot between them. */
  left?: string | undefined
  wanted?: string | undefined
  count?: number | undefined
  /** The form of this reply's answer is there however the reply stands now. */
  answering?: string | undefined
}

export function readPlace(query: Query): Place {
  const asked = one(query, 'queue')
  const page = pageNumber(query)
  return {
    queue: queues.find((queue) => queue === asked) ?? 'waiting',
    ...(page > 1 && { page }),
    ...pick(query, ['search', 'article', 'person']),
  }
}

export function readTold(query: Query): Told {
  const { count, ...told } = pick(query, [
    'told',
    'decision',
    'reply',
    'left',
    'wanted',
    'count',
    'answering',
  ])
  return { ...told, count: Number(count) || undefined }
}

function pick<Name extends string>(query: Query, names: readonly Name[]): { [name in Name]?: string } {
  const given = names.map((name) => [name, one(query, name)] as const)
  return Object.fromEntries(given.filter(([, value]) => value !== undefined && value !== '')) as {
    [name in Name]?: string
  }
}

export function queuePath({ queue, page, search, article, person, ...told }: Place & Told): string {
  return withQuery('/staff/replies', {
    queue: queue === 'waiting' ? undefined : queue,
    search,
    article,
    person,
    page,
    ...told,
  })
}
