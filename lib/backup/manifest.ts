import { z } from 'zod'

export const manifestName = 'backup.json'

/** Bytes of a list of contents at most: that of some eighty thousand mails. Nobody's memory is to be filled by it. */
export const longestManifest = 16 * 1024 * 1024
/** Files in an archive at most, the list among them. */
export const mostFiles = 200_000

const schema = z.object({
  format: z.literal(1),
  madeAt: z.iso.datetime(),
  database: z.enum(['sqlite', 'postgres']),
  files: z.record(z.string(), z.object({ bytes: z.number().int().nonnegative(), sha256: z.string() })),
})

/** What a backup says of itself: when it was made, of which kind of database, and what proves each file. */
export type Manifest = z.output<typeof schema>

/** @throws when this version of the site cannot read such a backup */
export function parseManifest(text: string): Manifest {
  const parsed = schema.safeParse(JSON.parse(text))
  if (parsed.success) return parsed.data
  throw new Error('Its list of contents is not one that this version of the site can read')
}

/** The only files that a backup may hold; anything else in one was not made by us. */
export function isBackedUp(name: string): boolean {
  return (
    name === 'site.db' || name === 'secret' || /^mailbox\/[A-Za-z0-9][A-Za-z0-9.-]{0,80}\.eml$/.test(name)
  )
}
