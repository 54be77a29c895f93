import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Settings } from '#lib/config.ts'
import { messageOf } from '#lib/errors.ts'
import { tools } from '#lib/import/markdown/tool.ts'
import type { Flags } from './import/flags.ts'
import { readFlags, refuse, runPrivately, type Screen } from './terminal.ts'

const usage = `Usage:
  npm run import -- wordpress FILE.xml…   what WordPress writes under Tools, Export, All content
  npm run import -- markdown FOLDER       a site of Hugo, Jekyll, Astro, Eleventy, Zola or another such tool;
                                          --from hugo says which, where it cannot be seen
  npm run import -- ghost FILE.json       what Ghost writes under Settings, Export; --pictures its content/images
each with:
  --pictures FOLDER   the old site's uploads, as a copy on this disk, or as a .zip, .tar or .tar.gz of it
  --fetch-pictures    fetch from the old site what is not in that folder
  --time-zone ZONE    of the old site, such as Europe/Paris
  --dry-run           the plan alone: nothing is written`

export async function importCommand(
  args: readonly string[],
  settings: Settings,
  screen: Screen,
): Promise<number> {
  const read = readFlags(args, options)
  if ('problem' in read) return refuse(screen, `${read.problem}\n${usage}`)
  const { values: flags, positionals } = read
  const [kind = '', ...files] = positionals
  if (flags.help || kind === 'help') {
    screen.print(usage)
    return 0
  }
  const problem = argsProblem(kind, files, flags)
  if (problem) return refuse(screen, problem, ...(isKind(kind) && files.length ? [] : [usage]))
  try {
    // Imported only now: a wrong flag is told at once.
    const { runImport } = await import('./import/run.ts')
    return await runImport({ kind, files: files.map((file) => resolve(file)), flags }, settings, screen)
  } catch (error) {
    return refuse(
      screen,
      `The import ended early: ${messageOf(error)}`,
      'What was written so far is kept: run it again when that is mended.',
    )
  }
}

const options = {
  pictures: { type: 'string' },
  'fetch-pictures': { type: 'boolean', default: false },
  'time-zone': { type: 'string' },
  from: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false, short: 'h' },
} as const

function argsProblem(kind: string, files: readonly string[], flags: Flags): string | undefined {
  if (!isKind(kind)) return kind ? `There is no import from "${kind}".` : 'Say what to import.'
  if (!files.length) return kinds[kind]
  if (kind !== 'wordpress' && files.length > 1) return `Name one at a time: ${files[0]} or ${files[1]}.`
  const isFolder = kind === 'markdown'
  const lost = files.find((file) => !existsSync(file) || statSync(file).isDirectory() !== isFolder)
  if (lost !== undefined) return `There is no ${isFolder ? 'folder' : 'file'} ${lost}. Nothing was written.`
  if (flags.from !== undefined && !(isFolder && tools.some((tool) => tool === flags.from)))
    return isFolder
      ? `"${flags.from}" is no tool that is known: write --from with one of ${tools.join(', ')}, or leave it out. Nothing was written.`
      : '--from belongs to a folder of Markdown. Nothing was written.'
  const { pictures, 'time-zone': zone } = flags
  if (pictures !== undefined && !existsSync(pictures))
    return `There is no folder or archive ${pictures}. Nothing was written.`
  if (
    pictures !== undefined &&
    !statSync(pictures).isDirectory() &&
    !/\.(?:zip|tar|tgz|tar\.gz)$/i.test(pictures)
  )
    return `${pictures} is no folder, and no .zip, .tar or .tar.gz of one. Nothing was written.`
  if (zone !== undefined && !isZone(zone))
    return `"${zone}" is no time zone: write for example --time-zone Europe/Paris. Nothing was written.`
  return undefined
}

const kinds = {
  wordpress: 'Name the file that WordPress wrote.',
  markdown: 'Name the folder of the old site.',
  ghost: 'Name the file that Ghost wrote.',
} as const

function isKind(kind: string): kind is keyof typeof kinds {
  return Object.hasOwn(kinds, kind)
}

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}

if (import.meta.main) await runPrivately(importCommand)
