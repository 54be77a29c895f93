import { stat } from 'node:fs/promises'
import { asFound } from '#lib/as-found.ts'
import { plainBytes } from './respond.ts'
import type { Files } from './static-files.ts'

/** Of a file of the site, as it is sent; a picture that is not made yet is made. */
export async function servedSize(
  files: Files,
  path: string,
): Promise<{ bytes: number; type: string } | undefined> {
  const found = await asFound(() => files.find(path))
  if (!found) return undefined
  const { bytes, type } = found.page
  const size = 'file' in bytes ? (await stat(bytes.file)).size : (await plainBytes(found.page)).length
  return { bytes: size, type }
}
