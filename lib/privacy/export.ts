import type { Context } from '#lib/context.ts'
import { findPerson } from './person.ts'

/**
 * Everything that is held about someone, as JSON for the person to keep: times in ISO 8601, UTC.
 *
 * @param typed an address, capitals or not
 * @returns undefined when that is no address
 */
export async function exportPerson(
  deps: Pick<Context, 'db' | 'settings' | 'now'>,
  typed: string,
): Promise<string | undefined> {
  const person = await findPerson(deps, typed)
  if (!person) return undefined
  const { email, ...held } = person
  const exported = { email, exportedAt: deps.now(), ...held }
  return `${JSON.stringify(exported, (name, value) => (isTime(name, value) ? told(value) : value), 2)}\n`
}

function isTime(name: string, value: unknown): value is number {
  return typeof value === 'number' && (name === 'at' || /[a-z]At$/.test(name))
}

function told(at: number): string {
  return new Date(at).toISOString()
}
