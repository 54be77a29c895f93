import type { Settings } from '#lib/env.ts'
import { printFaults } from './faults.ts'
import { remarkLargePictures } from './large-pictures.ts'
import { openContent } from './open.ts'
import { counted, type Terminal } from './terminal.ts'

/**
 * Tells every fault of every file.
 *
 * @param options.annotations adds the lines that GitHub shows beside the file
 * @returns 1 if there is any fault, 0 if there is none
 */
export async function check(
  settings: Settings,
  terminal: Terminal,
  options: { annotations: boolean },
): Promise<number> {
  const library = await openContent(settings, terminal)
  if (!library) return 1
  const faults = library.faults()
  library.close()
  await remarkLargePictures(settings.contentDir, terminal)
  if (!faults.length) {
    terminal.print(`${counted(library.everything().length, 'article')}, no faults.`)
    return 0
  }
  printFaults(faults, terminal, options)
  const files = new Set(faults.map(({ file }) => file)).size
  terminal.complain(`${counted(faults.length, 'fault')} in ${counted(files, 'file')}.`)
  return 1
}
