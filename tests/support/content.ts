import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Site } from './site.ts'

/** Fields of an article beside the ones that every one of these has; `undefined` leaves one out. */
export type Fields = Record<string, string | undefined>

/** The moment it is, or will be in so many milliseconds, as it is typed into a date. */
export function moment(ahead = 0): string {
  return new Date(Date.now() + ahead).toISOString()
}

/** An article of the topic “Live” by the editors, without any fault unless `fields` has one. */
export function articleText(title: string, fields: Fields = {}, body = `Words of ${title}.`): string {
  const all: Fields = {
    title,
    description: `What ${title} says`,
    date: moment(-60_000),
    author: 'editors',
    topics: '[Live]',
    ...fields,
  }
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  )
  return `---\n${lines.join('\n')}\n---\n\n${body}\n\nThe end of ${title}.\n`
}

/** The files of a running site’s articles, as whoever writes them changes them. */
export function articleFiles({ contentDir }: Pick<Site, 'contentDir'>) {
  const file = (slug: string) => join(contentDir, 'articles', `${slug}.mdx`)
  return {
    file,
    /** As `cp` does: into the file itself. */
    write: (slug: string, text: string) => writeFileSync(file(slug), text),
    /** As rsync and careful editors do: under another name first. */
    swap(slug: string, text: string) {
      const draft = join(contentDir, 'articles', `.${slug}.mdx.x7Qp2a`)
      writeFileSync(draft, text)
      renameSync(draft, file(slug))
    },
    remove: (slug: string) => rmSync(file(slug)),
  }
}
