import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf } from '#lib/errors.ts'
import { fileKind } from '../file-kinds.ts'
import { type Organisation, type OwnSettings, show, usual } from './live.ts'
import { fontProblem, largestFont, ownFilesIn, parseFont, parseLogo } from './own-files.ts'
import { longestOfOrganisation, parseOrganisation } from './parse.ts'

const names = ['site', 'theme', 'words'] as const

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
  for (const name of names) {
    const file = readIfThere(join(contentDir, `${name}.yml`))
    if (file === undefined) continue
    const kept =
      valueIn(contentDir, name, file) ?? valueIn(contentDir, name, readIfThere(join(lastGood, `${name}.yml`)))
    if (kept !== undefined) loaded = { ...loaded, [name]: kept }
  }
  loaded = { ...loaded, files: ownFilesIn(loaded.theme, (file) => ownFile(contentDir, file)) }
  show(loaded)
  return loaded
}

/** So that a file that was spoilt meanwhile says nothing new at the next start. Failing is no harm. */
export function keepLastGood(contentDir: string, lastGood: string): void {
  for (const name of names) {
    const file = readIfThere(join(contentDir, `${name}.yml`))
    const kept = readIfThere(join(lastGood, `${name}.yml`))
    if (!file || kept?.equals(file) || valueIn(contentDir, name, file) === undefined) continue
    try {
      mkdirSync(lastGood, { recursive: true })
      const fresh = join(lastGood, `${name}.yml.new`)
      writeFileSync(fresh, file)
      renameSync(fresh, join(lastGood, `${name}.yml`))
    } catch {
      // Then the next start takes what is usual, or an older version.
    }
  }
}

function valueIn(
  contentDir: string,
  name: keyof OwnSettings,
  file: Buffer | undefined,
): OwnSettings[keyof OwnSettings] | undefined {
  const document = file && parseOrganisation(name, file)
  const font = document?.fontFile?.to
  const fontFile = font === undefined ? undefined : ownFile(contentDir, font)
  if (font !== undefined && fontProblem(font, fontFile?.kind === 'font' ? fontFile : undefined))
    return undefined
  return document?.value
}

function ownFile(contentDir: string, name: string) {
  const what = fileKind(name)
  const bytes = readIfThere(join(contentDir, name), largestFont)
  if (!bytes) return undefined
  if (what?.kind === 'logo') return parseLogo(bytes, what.type)
  return what?.kind === 'font' ? parseFont(bytes) : undefined
}

/** @returns undefined where there is none */
function readIfThere(path: string, most = longestOfOrganisation): Buffer | undefined {
  try {
    return statSync(path).size > most ? unreadable : readFileSync(path)
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? undefined : unreadable
  }
}

/** In place of what cannot be read, or is far too large: a fault as well. */
const unreadable = Buffer.alloc(longestOfOrganisation + 1)
