import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf } from '#lib/errors.ts'
import { keptName, ownFiles } from '#lib/own-files.ts'
import { fileKind } from '../file-kinds.ts'
import { type Organisation, type OwnSettings, show, usual } from './live.ts'
import { fontProblem, largestFont, ownFilesIn, parseFont, parseLogo, versionOf } from './own-files.ts'
import { parseOrganisation } from './parse.ts'
import { longestOf } from './settings.ts'

const names = ['site', 'theme', 'words', 'redirects', 'front'] as const

/** The folder that `keepLastGood` writes to. */
export function lastGoodIn({ dataDir }: { dataDir: string }): string {
  return join(dataDir, 'last-good')
}

/**
 * Reads the organisation's files before anything else, for the start and for commands. In place of a faulty one its last
 * good version is taken, or what is usual.
 */
export function loadOrganisation(contentDir: string, lastGood: string): Organisation {
  let loaded = usual
  const inContent = (file: string) => ownFile(join(contentDir, file), file)
  const ofBefore = (file: string) => keptFile(lastGood, file)
  for (const name of names) {
    const file = readIfThere(join(contentDir, `${name}.yml`), longestOf[name])
    if (file === undefined) continue
    const kept =
      valueIn(name, file, inContent) ??
      valueIn(name, readIfThere(join(lastGood, `${name}.yml`), longestOf[name]), ofBefore)
    if (kept !== undefined) loaded = { ...loaded, [name]: kept }
  }
  const copies = ownFilesIn(loaded.theme, (file) => keptFile(lastGood, file), {})
  loaded = { ...loaded, files: ownFilesIn(loaded.theme, inContent, copies) }
  show(loaded)
  return loaded
}

/** So that a file that was spoilt meanwhile says nothing new at the next start. Failing is no harm. */
export function keepLastGood(contentDir: string, lastGood: string): void {
  const inContent = (file: string) => ownFile(join(contentDir, file), file)
  for (const name of names) {
    const file = readIfThere(join(contentDir, `${name}.yml`), longestOf[name])
    const kept = readIfThere(join(lastGood, `${name}.yml`), longestOf[name])
    if (!file || kept?.equals(file) || valueIn(name, file, inContent) === undefined) continue
    keep(lastGood, `${name}.yml`, file)
  }
  keepOwnFiles(contentDir, lastGood)
}

/** Logo and typeface in force: readers are sent the copies, which no editor is writing to. */
function keepOwnFiles(contentDir: string, lastGood: string): void {
  const { logo, darkLogo, font } = ownFiles()
  const wanted = [logo, darkLogo, font].flatMap((one) => (one ? [one] : []))
  const there = namesIn(lastGood).filter((name) => !name.endsWith('.yml'))
  for (const one of wanted.filter((one) => !there.includes(keptName(one)))) {
    const bytes = readIfThere(join(contentDir, one.name), largestFont)
    // Otherwise it has just changed, and its next version is on the way.
    if (bytes && versionOf(bytes) === one.version) keep(lastGood, keptName(one), bytes)
  }
  for (const name of there.filter((name) => !wanted.some((one) => keptName(one) === name)))
    rmSync(join(lastGood, name), { force: true })
}

function keep(lastGood: string, name: string, bytes: Buffer): void {
  try {
    mkdirSync(lastGood, { recursive: true })
    const fresh = join(lastGood, `${name}.new`)
    writeFileSync(fresh, bytes)
    renameSync(fresh, join(lastGood, name))
  } catch {
    // Then the next start takes what is usual, or an older version.
  }
}

type FileNamed = (name: string) => ReturnType<typeof ownFile>

function valueIn(
  name: keyof OwnSettings,
  file: Buffer | undefined,
  fileNamed: FileNamed,
): OwnSettings[keyof OwnSettings] | undefined {
  const document = file && parseOrganisation(name, file)
  const font = document?.fontFile?.to
  const fontFile = font === undefined ? undefined : fileNamed(font)
  if (font !== undefined && fontProblem(font, fontFile?.kind === 'font' ? fontFile : undefined))
    return undefined
  return document?.value
}

function keptFile(lastGood: string, name: string) {
  const copy = namesIn(lastGood).find((one) => one.replace(/^[0-9a-f]{12}-/, '') === name)
  return copy === undefined ? undefined : ownFile(join(lastGood, copy), name)
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function ownFile(path: string, name: string) {
  const what = fileKind(name)
  const bytes = readIfThere(path, largestFont)
  if (!bytes) return undefined
  if (what?.kind === 'logo') return parseLogo(bytes, what.type)
  return what?.kind === 'font' ? parseFont(bytes) : undefined
}

/** @returns undefined where there is none */
function readIfThere(path: string, most: number): Buffer | undefined {
  try {
    return statSync(path).size > most ? unreadable : readFileSync(path)
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? undefined : unreadable
  }
}

/** In place of what cannot be read, or is far too large: a fault as well. */
const unreadable = Buffer.alloc(Math.max(...Object.values(longestOf)) + 1)
