import type { Settings } from '#lib/config.ts'
import type { FileState, Library } from '#lib/content/article.ts'
import { encodedPath } from '#lib/content/path.ts'
import { asServed } from '#lib/http/port-file.ts'

/** Requests at a time, and milliseconds for each. */
const atOnce = 8
const patience = 2000

/** Only the running site knows whether an older, good version of a file is still shown: it is asked. */
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

function addressOf(file: string): string | undefined {
  const [, folder, name] = /(?:^|\/)(articles|pages)\/([^/]+)\.mdx?$/.exec(file) ?? []
  if (!name) return undefined
  return folder === 'articles' ? `/articles/${name}` : `/${name}`
}
