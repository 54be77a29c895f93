import type { Settings } from '#lib/config.ts'
import type { FileState } from '#lib/content/article.ts'
import { faultsInWords, stateInWords } from '#lib/content/file-state.ts'
import type { FileDiagnostic } from '#lib/content/lint/diagnostic.ts'
import { site } from '#lib/site.ts'
import { printDiagnostics } from './faults.ts'
import { filesAsShown } from './files.ts'
import { remarkLargePictures } from './large-pictures.ts'
import { openContent } from './open.ts'
import { counted, type Terminal } from './terminal.ts'

/** So many files are named at the end; `list` has them all. */
const mostNamed = 50

/** @param options.annotations lines that GitHub shows beside the file. @returns 1 if there is any fault */
export async function check(
  settings: Settings,
  terminal: Terminal,
  options: { annotations: boolean; all?: boolean | undefined },
): Promise<number> {
  const library = await openContent(settings, terminal)
  if (!library) return 1
  const faults = library.faults()
  const files = await filesAsShown(library, settings)
  library.close()
  await remarkLargePictures(settings.contentDir, terminal)
  if (!faults.length) {
    terminal.print(`${counted(library.everything().length, 'article')}, no faults.`)
    for (const line of unpublished(files)) terminal.print(line)
    return 0
  }
  printDiagnostics(faults, terminal, options)
  terminal.complain(summary(faults))
  for (const line of unpublished(files)) terminal.complain(line)
  return 1
}

function summary(faults: readonly FileDiagnostic[]): string {
  const errors = faults.filter(({ severity }) => severity === 'error')
  const warnings = faults.length - errors.length
  const filesOf = (some: readonly FileDiagnostic[]) => new Set(some.map(({ file }) => file)).size
  const kept = `${counted(errors.length, 'error')} ${errors.length === 1 ? 'keeps' : 'keep'} ${counted(filesOf(errors), 'file')} off the site`
  const others = `${counted(warnings, 'warning')} ${warnings === 1 ? 'takes' : 'take'} nothing off it`
  return `${counted(faults.length, 'fault')} in ${counted(filesOf(faults), 'file')}: ${kept}, ${others}.`
}

function unpublished(files: readonly FileState[]): string[] {
  const some = files.filter(({ state }) => state !== 'here')
  if (!some.length) return []
  const lines = some.slice(0, mostNamed).map((file) => {
    const faults = file.errors ? ` (${faultsInWords({ errors: file.errors, warnings: 0 })})` : ''
    return `  ${file.file}: ${stateInWords(file, site)}${faults}`
  })
  const more = some.length - lines.length
  return [
    'Not published as it stands:',
    ...lines,
    ...(more ? [`  and ${more} more: npm run article -- list`] : []),
  ]
}
