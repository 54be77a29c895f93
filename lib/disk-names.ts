import { readdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'

/** By the letters of their names, whatever their form on the disk (canonical equivalence, Unicode Annex 15). */
export function diskNames(root: string): (path: string) => Promise<string | undefined> {
  const folders = new Map<string, Promise<Map<string, string[]>>>()

  async function list(folder: string): Promise<Map<string, string[]>> {
    const byLetters = new Map<string, string[]>()
    for (const name of await readdir(join(root, folder)).catch(() => [])) {
      const letters = name.normalize('NFC')
      byLetters.set(letters, [...(byLetters.get(letters) ?? []), name])
    }
    return byLetters
  }

  async function find(folder: string, [first, ...rest]: readonly string[]): Promise<string | undefined> {
    if (first === undefined) return folder
    const listed = folders.get(folder) ?? list(folder)
    folders.set(folder, listed)
    for (const name of (await listed).get(first.normalize('NFC')) ?? []) {
      const found = await find(folder ? `${folder}/${name}` : name, rest)
      if (found !== undefined) return found
    }
    return undefined
  }

  return async (path) => (/^[ -~]*$/.test(path) ? undefined : find('', path.split('/')))
}

/** The real path of what is there, also where its letters are stored in another way. */
export async function fileNamed(root: string, name: string): Promise<string | undefined> {
  const asNamed = await realpath(join(root, name)).catch(() => undefined)
  if (asNamed !== undefined) return asNamed
  const found = await diskNames(root)(name)
  return found === undefined ? undefined : realpath(join(root, found)).catch(() => undefined)
}
