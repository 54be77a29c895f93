import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decode } from '#lib/content/decode.ts'
import { hashOf } from '#lib/content/document.ts'
import { takeApart } from '#lib/content/front-matter.ts'
import { parseBody } from '#lib/content/mdx.ts'
import type { PlainText } from '#lib/content/plain-text.ts'
import type { Entry } from './entry.ts'

/** Nothing where the file holds another text by now: that one is on its way by itself. */
export async function readPlain(contentDir: string, { file, hash }: Entry): Promise<PlainText> {
  const read = decode(await readFile(join(contentDir, file)).catch(() => new Uint8Array()))
  if (!('text' in read) || hashOf(read.text) !== hash) return { text: '', aside: '' }
  const body = takeApart(read.text).body?.text ?? ''
  return parseBody(body, file.endsWith('.md') ? 'md' : 'mdx').plain()
}
