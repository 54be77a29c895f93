import {
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'

export type Move = {
  from: string
  to: string
  text: Buffer
  pictures: { from: string; to: string } | undefined
}

/** Also shows that the move has begun. */
export function draftOf(to: string): string {
  return `${to}.new.tmp`
}

/** The new is there before the old goes, so readers always find one; broken off, it can be carried out again. */
export function carryOut({ from, to, text, pictures }: Move): void {
  const draft = draftOf(to)
  if (!existsSync(to)) writeFileSync(draft, text, { mode: statSync(from).mode, flush: true })
  if (pictures && !existsSync(pictures.to)) copyWhole(pictures.from, pictures.to)
  if (!existsSync(to)) renameSync(draft, to)
  rmSync(from)
  if (pictures) rmSync(pictures.from, { recursive: true })
}

/** The site does not look into a folder whose name begins with a dot. */
function copyWhole(from: string, to: string): void {
  const draft = join(dirname(to), `.${basename(to)}.new.tmp`)
  rmSync(draft, { recursive: true, force: true })
  try {
    cpSync(from, draft, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true })
    renameSync(draft, to)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    throw error
  }
}

export function isSameFolder(a: string, b: string): boolean {
  return readdirSync(a).length === readdirSync(b).length && isWithin(a, b)
}

export function isWithin(part: string, whole: string): boolean {
  return readdirSync(part).every(
    (name) => existsSync(join(whole, name)) && isSameEntry(join(part, name), join(whole, name)),
  )
}

function isSameEntry(a: string, b: string): boolean {
  const [one, other] = [lstatSync(a), lstatSync(b)]
  if (one.isDirectory() && other.isDirectory()) return isSameFolder(a, b)
  return one.isFile() && other.isFile() && one.size === other.size && readFileSync(a).equals(readFileSync(b))
}
