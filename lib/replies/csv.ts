import { byteOrderMark, csvLine } from '#lib/csv.ts'
import { localStamp } from '#lib/time/format.ts'
import { type WordKey, type Words, words } from '#lib/words/words.ts'
import type { DeskReply } from './reply.ts'

type Column = [title: WordKey, value: (reply: DeskReply, t: Words) => string | number | undefined]

const columns = [
  ['csv.status', ({ status }, t) => t(`reply-state.${status}`)],
  ['csv.received', ({ createdAt }) => createdAt],
  ['csv.decided', ({ decidedAt }) => decidedAt],
  ['csv.decided-by', ({ decidedBy }) => decidedBy],
  ['form.name', ({ name }) => name],
  ['form.email', ({ email }) => email],
  ['reply.website', ({ website }) => website],
  ['reply.comment', ({ comment }) => comment],
  ['csv.answers', ({ answers }) => answers.map(({ text }) => text).join('\n\n')],
  ['csv.id', ({ id }) => id],
] as const satisfies readonly Column[]

/** @param addressOf the article's, as it is now */
export async function* repliesAsCsv(
  replies: AsyncIterable<DeskReply>,
  timeZone: string,
  addressOf: (reply: DeskReply) => string,
): AsyncGenerator<string> {
  const t = words()
  yield byteOrderMark + csvLine([t('moderation.article'), ...columns.map(([title]) => t(title))])
  for await (const reply of replies)
    yield csvLine([
      addressOf(reply),
      ...columns.map(([, value]) => {
        const given: string | number | undefined = value(reply, t)
        return typeof given === 'number' ? localStamp(given, timeZone) : given
      }),
    ])
}
