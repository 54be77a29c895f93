import { expect, test } from 'vitest'
import { contentFolder } from './folder.ts'

export type FaultyFile = {
  /** The slip, as an editor would say it. */
  slip: string
  /** `articles/x.mdx` when not said. */
  file?: string
  text: string | Uint8Array
  /** Everything else in the folder. */
  others?: Record<string, string | Uint8Array>
  /** All that is told of the file, as `line:column: message`. */
  told: string[]
}

/** One test for each slip: exactly this is told, at exactly this place. */
export function toldOf(files: readonly FaultyFile[]): void {
  for (const { slip, file = 'articles/x.mdx', text, others = {}, told } of files) {
    test(`${slip}: told where it is and what to write`, async () => {
      const folder = await contentFolder({ ...others, [file]: text })
      const { library } = await folder.open()
      const faults = library
        .faults()
        .map((fault) => ({ ...fault, file: fault.file.replace(folder.path, 'content') }))
        .filter((fault) => fault.file === `content/${file}`)
        .map(
          ({ line, column, message }) => `${line}:${column}: ${message.replaceAll(folder.path, 'content')}`,
        )
      expect(faults).toEqual(told)
    })
  }
}
