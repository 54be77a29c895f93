import { sql } from 'kysely'
import type { Context } from '#lib/context.ts'
import type { Database } from '#lib/db/client.ts'
import { containsAll } from '#lib/db/contains.ts'
import { fold } from '#lib/fold.ts'

/** A list of more is no help: the name has to be told more exactly. */
const most = 20

/** More names than anyone looks through. */
const mostNames = 1000

/** A name that someone has given, and the address that went with it. */
export type Named = { name: string; email: string }

/** Who has given such a name, whatever its capitals and accents, the latest first; at most 20. */
export async function peopleNamed({ db }: Pick<Context, 'db'>, typed: string): Promise<Named[]> {
  const words = fold(typed).split(/\s+/).filter(Boolean)
  if (!words.length) return []
  const given = [
    ...(await sendersOf(db.read, 'reply', typed)),
    ...(await sendersOf(db.read, 'enquiry', typed)),
  ]
  const people = new Map<string, Named & { at: number }>()
  for (const one of given) {
    const name = fold(one.name)
    if (!one.email || !words.every((word) => name.includes(word))) continue
    const key = `${one.email.toLowerCase()} ${name}`
    if ((people.get(key)?.at ?? 0) < one.at) people.set(key, one)
  }
  return [...people.values()]
    .sort((a, b) => b.at - a.at)
    .slice(0, most)
    .map(({ name, email }) => ({ name, email }))
}

/** Who has sent something with these words in it, in their name or elsewhere; `at` is when they last did, in milliseconds since 1970. */
async function sendersOf(
  db: Database['read'],
  table: 'reply' | 'enquiry',
  words: string,
): Promise<(Named & { at: number })[]> {
  return await db
    .selectFrom(table)
    .select(({ fn }) => ['name', 'email', fn.max<number>('created_at').as('at')])
    .where(containsAll([sql.ref('search')], words))
    .groupBy(['name', 'email'])
    .orderBy('at', 'desc')
    .limit(mostNames)
    .execute()
}
