import { enquirersNamed } from '#lib/enquiries/person.ts'
import { fold } from '#lib/fold.ts'
import { repliersNamed } from '#lib/replies/person.ts'
import type { Runtime } from '#lib/runtime.ts'

/** A list of more is no help: the name has to be told more exactly. */
const most = 20

/** A name that someone has given, and the address that went with it. */
export type Named = { name: string; email: string }

/** Who has given such a name, whatever its capitals and accents, the latest first; at most 20. */
export async function peopleNamed({ db }: Pick<Runtime, 'db'>, typed: string): Promise<Named[]> {
  const words = fold(typed).split(/\s+/).filter(Boolean)
  if (!words.length) return []
  const given = [...(await repliersNamed(db.read, typed)), ...(await enquirersNamed(db.read, typed))]
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
