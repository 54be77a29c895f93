import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { FileDiagnostic } from './diagnostic.ts'
import { formatDiagnostic } from './format.ts'

/** A fault, and the line it is on with a caret below, where the file can still be read. */
export type ShownFault = { fault: FileDiagnostic; excerpt?: string }

export async function withSources(faults: readonly FileDiagnostic[]): Promise<ShownFault[]> {
  const sources = new Map<string, Promise<string | undefined>>()
  const sourceOf = (file: string) => {
    const source = sources.get(file) ?? readFile(resolve(file), 'utf8').catch(() => undefined)
    sources.set(file, source)
    return source
  }
  return await Promise.all(
    faults.map(async (fault) => {
      const source = await sourceOf(fault.file)
      const [, ...lines] = source === undefined ? [] : formatDiagnostic(fault, { source }).split('\n')
      return { fault, ...(lines.length ? { excerpt: lines.join('\n') } : {}) }
    }),
  )
}
