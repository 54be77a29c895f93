import { join } from 'node:path'
import { scan } from '#lib/content/scan.ts'
import { widestPicture } from '#lib/pictures/widths.ts'
import { shown } from './content.ts'
import type { Terminal } from './terminal.ts'

/** Bytes. */
const large = 5e6

/** No faults: none of them is kept off the site. */
export async function remarkLargePictures(contentDir: string, terminal: Terminal): Promise<void> {
  for (const [path, { size }] of await scan(contentDir)) {
    if (size <= large || !/\.(?:avif|gif|jpe?g|png|webp)$/i.test(path)) continue
    const cure = /\.gif$/i.test(path)
      ? 'readers load all of it. A shorter or smaller one is shown sooner'
      : `readers get a smaller one. Saved at ${widestPicture.toLocaleString('en')} pixels wide it looks the same`
    terminal.complain(
      `${shown(join(contentDir, path))} has ${(size / 1e6).toFixed(1)} MB, and is no fault: ${cure}.`,
    )
  }
}
