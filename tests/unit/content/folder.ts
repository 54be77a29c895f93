import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { onTestFinished } from 'vitest'
import type { Article, Library } from '#lib/content/article.ts'
import { type LibraryOptions, openLibrary } from '#lib/content/content.ts'
import { type BodyViews, bodyComponent } from '#lib/content/render.ts'
import { createLog } from '#lib/log.ts'

/** A content folder on the disk, gone when the test is over. */
export type Folder = {
  path: string
  write(file: string, text: string | Uint8Array): Promise<void>
  remove(file: string): Promise<void>
  move(from: string, to: string): Promise<void>
  open(options?: Partial<LibraryOptions>): Promise<Opened>
}

export type Opened = {
  library: Library
  /** Everything that was dropped since this was last asked. */
  dropped(): string[]
  /** Every line that was logged. */
  logged: { level: string; message: string; [field: string]: unknown }[]
}

export async function contentFolder(files: Record<string, string | Uint8Array> = {}): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'broadsheet-content-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  const write: Folder['write'] = async (file, text) => {
    await mkdir(dirname(join(path, file)), { recursive: true })
    await writeFile(join(path, file), text)
  }
  for (const [file, text] of Object.entries(files)) await write(file, text)
  return {
    path,
    write,
    remove: (file) => rm(join(path, file), { recursive: true }),
    move: (from, to) => rename(join(path, from), join(path, to)),
    async open(options = {}) {
      const tags: string[] = []
      const logged: Opened['logged'] = []
      const library = await openLibrary({
        contentDir: path,
        now: () => Date.parse('2026-11-23T12:00:00Z'),
        log: createLog('debug', (line) => logged.push(JSON.parse(line))),
        invalidate: (...names) => tags.push(...names),
        watch: false,
        ...options,
      })
      onTestFinished(() => library.close())
      tags.length = 0
      return { library, logged, dropped: () => tags.splice(0).sort() }
    },
  }
}

/** Its body as HTML, with plain elements in place of the site's components. */
export async function htmlOf(library: Library, item: Article): Promise<string> {
  const views = Object.fromEntries(['Callout', 'Figure', 'Quote'].map((name) => [name, plain]))
  const Body = await bodyComponent(await library.body(item))
  const html = renderToStaticMarkup(createElement(Body, { components: views as BodyViews }))
  return html.replace(/<link rel="preload"[^>]*>/g, '')
}

function plain({
  kind,
  title,
  children,
}: {
  kind?: string
  title?: string
  children?: ReactNode
}): ReactNode {
  return createElement('aside', { id: kind, title }, children)
}

/** An article with nothing wrong in its fields; `fields` are added below them, the body begins in line 6. */
export function article(body = 'Words.', fields: Record<string, string> = {}): string {
  const all = { title: 'A title', description: 'What it says', date: '2026-11-20', ...fields }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return `---\n${lines.join('\n')}\n---\n${body}\n`
}

/** The smallest PNG: one dark pixel. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

/** Fields with nothing wrong in them. */
export const good = ['title: A title', 'description: What it says', 'date: 2026-11-20'] as const

/** Front matter of these lines, then a body. */
export function front(...lines: string[]): string {
  return `---\n${lines.join('\n')}\n---\nWords.\n`
}
