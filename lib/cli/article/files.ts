import type { Settings } from '#lib/config.ts'
import type { FileState, Library } from '#lib/content/article.ts'
import { encodedPath } from '#lib/content/path.ts'
import { asServed } from '#lib/http/port-file.ts'

/** So many questions are asked at a time, and so long is waited for an answer, in milliseconds. */
const atOnce = 8
const patience = 2000

/**
 * What readers see of each file. A command reads the folder as it is now; whether an older, good version of a file is
 * still shown is known to the site that runs, and is asked of it.
 */
export async function filesAsShown(library: Library, settings: Settings): Promise<FileState[]> {
  const files = [...library.files()]
  const here = { ...settings, siteUrlGiven: false }
  const served = asServed(here)
  // Nothing is known of a site that runs.
  if (served === here) return files
  const held = [...files.entries()].filter(([, { state, errors }]) => errors && state !== 'outdated')
  const queue = held.values()
  let isThere = true
  const ask = async () => {
    for (const [index, file] of queue) {
      const address = addressOf(file.file)
      if (!isThere) return
      if (!address) continue
      const status = await fetch(`http://localhost:${served.port}${encodedPath(address)}`, {
        method: 'HEAD',
        redirect: 'manual',
        signal: AbortSignal.timeout(patience),
      }).then(
        (answer) => answer.status,
        () => undefined,
      )
      if (status === undefined) isThere = false
      if (status === 200) files[index] = { ...file, state: 'outdated' }
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, held.length) }, ask))
  return files
}

/** Where an article or page is read; undefined for another file. */
function addressOf(file: string): string | undefined {
  const [, folder, name] = /(?:^|\/)(articles|pages)\/([^/]+)\.mdx?$/.exec(file) ?? []
  if (!name) return undefined
  return folder === 'articles' ? `/articles/${name}` : `/${name}`
}
