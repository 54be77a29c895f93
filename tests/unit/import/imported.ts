import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { importSite, type Options } from '#lib/import/import-site.ts'
import type { Source } from '#lib/import/model.ts'
import { openRecord } from '#lib/import/record.ts'
import { createReport } from '#lib/import/report.ts'
import { wordpress } from '#lib/import/wordpress/wordpress.ts'
import type { MovedReply } from '#lib/replies/reply.ts'

type Given = Partial<Pick<Options, 'isDry' | 'pictures' | 'isFetching' | 'timeZone'>>

/** A folder of its own, into which an export may be brought more than once. */
export function newSite() {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-import-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const place = (...parts: string[]) => join(folder, ...parts)
  const put = (name: string, bytes: string | Buffer) => {
    mkdirSync(dirname(place(name)), { recursive: true })
    writeFileSync(place(name), bytes)
  }
  mkdirSync(place('content'))
  return {
    place,
    put,
    read: (name: string) => readFileSync(place('content', name), 'utf8'),
    files: () =>
      readdirSync(place('content'), { recursive: true, encoding: 'utf8' })
        .filter((name) => statSync(place('content', name)).isFile())
        .sort(),
    take(export_: string, given: Given = {}) {
      put('export.xml', export_)
      return this.bring(wordpress([place('export.xml')]), given)
    },
    async bring(source: Source, given: Given = {}) {
      const report = createReport()
      const replies: MovedReply[] = []
      await importSite(source, {
        contentDir: place('content'),
        record: openRecord(place('data')),
        report,
        isDry: false,
        isFetching: false,
        takeReplies: async (some) => {
          replies.push(...some)
        },
        onProgress() {},
        ...given,
      })
      return { report: report.text(), isReadable: report.isReadable(), replies }
    },
  }
}

/** What a post with this text becomes, without its fields. */
export async function bodyOf(export_: string, path: string): Promise<string> {
  const site = newSite()
  await site.take(export_)
  return site
    .read(path)
    .replace(/^---\n[\s\S]*?\n---\n\n/, '')
    .trimEnd()
}

export const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)
