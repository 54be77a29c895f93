import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '#lib/config.ts'
import type { FileState } from '#lib/content/article.ts'
import { faultsInWords, stateInWords } from '#lib/content/file-state.ts'
import { hasPage } from '#lib/content/has-page.ts'
import type { FileDiagnostic } from '#lib/content/lint/diagnostic.ts'
import { scan } from '#lib/content/scan.ts'
import { widestPicture } from '#lib/pictures/widths.ts'
import { site } from '#lib/site.ts'
import { inEnglish } from '#lib/time/format.ts'
import { words } from '#lib/words/words.ts'
import type { Screen } from '../terminal.ts'
import { shown } from './content.ts'
import { type Printing, printDiagnostics } from './faults.ts'
import { filesAsShown } from './files.ts'
import { openContent } from './open.ts'

/** So many files are named at the end; `list` has them all. */
const mostNamed = 50

/** Bytes. */
const largePicture = 5e6

/** @param options.annotations lines that GitHub shows beside the file. @returns 1 if there is an error; by `strict` if there is any fault */
export async function check(settings: Settings, screen: Screen, options: Printing): Promise<number> {
  const library = await openContent(settings, screen)
  if (!library) return 1
  const faults = library.faults()
  const files = await filesAsShown(library, settings)
  const isNamed = existsSync(join(settings.contentDir, 'site.yml'))
  const isToldOf = faults.some(({ message }) =>
    message.startsWith(`there is no page at ${site.privacyPath}.`),
  )
  if (isNamed && !isToldOf && !hasPage(library, site.privacyPath))
    screen.complain(words('en')('content.no-privacy', { path: site.privacyPath }))
  library.close()
  // No faults: none of them is kept off the site.
  for (const line of await largePictures(settings.contentDir)) screen.complain(line)
  const say = faults.length ? screen.complain : screen.print
  printDiagnostics(faults, screen, options)
  say(
    faults.length
      ? summary(faults, options)
      : `${counted(library.everything().length, 'article')}, no faults.`,
  )
  for (const line of unpublished(files)) say(line)
  return faults.some(({ severity }) => options.strict || severity === 'error') ? 1 : 0
}

async function largePictures(contentDir: string): Promise<string[]> {
  return [...(await scan(contentDir))].flatMap(([path, { size }]) => {
    if (size <= largePicture || !/\.(?:avif|gif|jpe?g|png|webp)$/i.test(path)) return []
    const cure = /\.gif$/i.test(path)
      ? 'readers load all of it. A shorter or smaller one is shown sooner'
      : `readers get a smaller one. Saved at ${widestPicture.toLocaleString('en')} pixels wide it looks the same`
    return [`${shown(join(contentDir, path))} has ${(size / 1e6).toFixed(1)} MB, and is no fault: ${cure}.`]
  })
}

function summary(faults: readonly FileDiagnostic[], { strict }: Printing): string {
  const errors = faults.filter(({ severity }) => severity === 'error')
  const warnings = faults.length - errors.length
  const filesOf = (some: readonly FileDiagnostic[]) => new Set(some.map(({ file }) => file)).size
  const all = `${counted(faults.length, 'fault')} in ${counted(filesOf(faults), 'file')}`
  const take = warnings === 1 ? 'takes' : 'take'
  const strictly = strict && warnings ? ' By --strict each counts as an error.' : ''
  if (!errors.length)
    return `${all}: no error, ${counted(warnings, 'warning')} ${take} nothing off the site.${strictly}`
  const kept = `${counted(errors.length, 'error')} ${errors.length === 1 ? 'keeps' : 'keep'} ${counted(filesOf(errors), 'file')} off the site`
  const others = warnings ? `, ${counted(warnings, 'warning')} ${take} nothing off it` : ''
  return `${all}: ${kept}${others}.${strictly}`
}

function unpublished(files: readonly FileState[]): string[] {
  const some = files.filter(({ state }) => state !== 'here')
  if (!some.length) return []
  const isFaulty = ({ errors }: FileState) => errors > 0
  const inOrder =
    some.length > mostNamed ? some.toSorted((a, b) => Number(isFaulty(b)) - Number(isFaulty(a))) : some
  const lines = inOrder.slice(0, mostNamed).map((file) => {
    const faults = file.errors ? ` (${faultsInWords({ errors: file.errors, warnings: 0 }, words('en'))})` : ''
    return `  ${file.file}: ${stateInWords(file, inEnglish(site), words('en'))}${faults}`
  })
  const more = some.length - lines.length
  return [
    'Not published as it stands:',
    ...lines,
    ...(more ? [`  and ${more} more: npm run article -- list`] : []),
  ]
}

function counted(number: number, one: string): string {
  return `${number} ${one}${number === 1 ? '' : 's'}`
}
