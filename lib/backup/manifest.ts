import { z } from 'zod'
import { importsName } from './content.ts'

export const manifestName = 'backup.json'
export const contentPrefix = 'content/'
export const envName = '.env'

/** Bytes; some eighty thousand files, so that nobody's memory is filled by it. */
export const longestManifest = 16 * 1024 * 1024
/** The list among them. */
export const mostFiles = 200_000

const mode = z.number().int().min(0).max(0o777)
const content = z.object({
  dir: z.string(),
  folders: z.array(z.object({ path: z.string().refine((path) => path === '' || isBelow(path)), mode })),
  links: z.array(z.object({ path: z.string().refine(isBelow), to: z.string() }).refine(leadsInside)),
})

const schema = z.object({
  /** 1 was without the content folder, 2 without `.env`. */
  format: z.literal([1, 2, 3]),
  madeAt: z.iso.datetime(),
  database: z.enum(['sqlite', 'postgres']),
  files: z.record(z.string(), z.object({ bytes: z.number().int().nonnegative(), sha256: z.string() })),
  content: content.optional(),
})

export type Manifest = z.output<typeof schema>
export type ContentManifest = z.output<typeof content>

/** @throws when this version of the site cannot read such a backup */
export function parseManifest(text: string): Manifest {
  const parsed = schema.safeParse(JSON.parse(text))
  if (parsed.success) return parsed.data
  throw new Error('Its list of contents is not one that this version of the site can read')
}

/** Anything else in a backup was not made by us. */
export function isBackedUp(name: string): boolean {
  return (
    name === 'site.db' ||
    name === 'secret' ||
    name === importsName ||
    name === envName ||
    /^mailbox\/[A-Za-z0-9][A-Za-z0-9.-]{0,80}\.eml$/.test(name) ||
    isContent(name)
  )
}

export function isContent(name: string): boolean {
  return name.startsWith(contentPrefix) && isBelow(name.slice(contentPrefix.length))
}

function isBelow(path: string): boolean {
  const isSafe = (part: string) =>
    part !== '' && part !== '.' && part !== '..' && !part.includes('\0') && !isWindowsWayOut(part)
  return path.split('/').every(isSafe)
}

function isWindowsWayOut(part: string): boolean {
  return process.platform === 'win32' && /[\\:]/.test(part)
}

function leadsInside({ path, to }: { path: string; to: string }): boolean {
  if (to === '.') return true
  const parts = to.split('/')
  const up = parts.findIndex((part) => part !== '..')
  const down = up === -1 ? [] : parts.slice(up)
  const depth = path.split('/').length - 1
  return (up === -1 ? parts.length : up) <= depth && (!down.length || isBelow(down.join('/')))
}
