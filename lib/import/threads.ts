import { createHash } from 'node:crypto'
import type { MovedReply } from '#lib/replies/reply.ts'
import { base32 } from '#lib/ulid.ts'
import type { Reply } from './model.ts'
import { oneLine, plainText } from './plain-text.ts'
import { instantOf } from './text-file.ts'

/** Replies stand one below the other by date: an answer says whom it answers. */
export function flat(
  replies: readonly Reply[],
  { article, zone, source }: { article: string; zone: string; source: string },
): (MovedReply & { key: string })[] {
  const names = new Map(replies.map(({ key, name }) => [key, oneLine(name)]))
  const times = new Map<number, number>()
  return replies.flatMap((reply) => {
    const createdAt = instantOf(reply.date, zone)
    const text = plainText(reply.html)
    if (createdAt === undefined || createdAt < 0 || !text) return []
    // Old sites count seconds: those of the same one stay in their order.
    const later = times.get(createdAt) ?? 0
    times.set(createdAt, later + 1)
    const answered = reply.parent === undefined ? undefined : names.get(reply.parent)
    const isNamed = !answered || text.replace(/^@/, '').toLowerCase().startsWith(answered.toLowerCase())
    return [
      {
        key: reply.key,
        id: idOf(`${source} ${reply.key}`, createdAt),
        article,
        name: [...oneLine(reply.name)].slice(0, 100).join('') || 'A reader',
        email: reply.email?.trim().slice(0, 254) ?? '',
        website: reply.website && URL.canParse(reply.website) ? reply.website : undefined,
        comment: isNamed ? text : `@${answered}: ${text}`,
        createdAt: createdAt + later,
      },
    ]
  })
}

/** The same in each import: whatever ended one halfway, nothing stands there twice. */
function idOf(key: string, at: number): string {
  const chance = createHash('sha256').update(key).digest().subarray(0, 10)
  return base32(BigInt(at), 10) + base32(BigInt(`0x${chance.toString('hex')}`), 16)
}
