import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'

const skipped =
  /^(?:\..*|node_modules|vendor|_site|dist|build|_includes|_layouts|layouts|_sass|themes|archetypes|scaffolds|templates|resources|bower_components|_11ty|_freeze|_extensions|shortcodes|test|tests|__tests__|cypress|e2e|admin|renv)$/
const texts = /\.(?:md|markdown|mdx|mdown|mkdn?|qmd|rmd|rmarkdown)$/i
const others = /\.(?:adoc|asciidoc|rst|org|ipynb|textile|njk|liquid|haml|pug)$/i
const notes =
  /^(?:readme|contributing|changelog|license|licence|code[-_]of[-_]conduct|security|agents|claude|codeowners|todo|notice|authors|maintainers|governance|summary|404|pull_request_template|issue_template)(?:[-_.][a-z]{2}(?:-[a-z]{2,4})?)?$/i

type Listing = {
  /** From the folder, with `/` between the parts. */
  texts: string[]
  /** Repository notes such as README. */
  notes: string[]
  /** Texts in forms that are not read. */
  others: string[]
}

export const textFiles = {
  names(folder: string): string[] {
    try {
      return readdirSync(folder)
    } catch {
      return []
    }
  },
  read(path: string): string {
    return readFileSync(path, 'utf8')
  },
  isText: (name: string) => texts.test(name),
  /** Symbolic links are not followed: nothing outside the folder is read. */
  list(folder: string): Listing {
    const found: Listing = { texts: [], notes: [], others: [] }
    const step = (at: string) => {
      const entries = readdirSync(at, { withFileTypes: true }).sort((one, other) =>
        one.name < other.name ? -1 : 1,
      )
      const names = new Set(entries.map(({ name }) => name))
      for (const entry of entries) {
        const path = join(at, entry.name)
        const from = relative(folder, path).split(sep).join('/')
        if (entry.isDirectory()) {
          if (!skipped.test(entry.name)) step(path)
        } else if (!entry.isFile()) continue
        else if (
          texts.test(entry.name) ||
          (/\.html?$/i.test(entry.name) &&
            /(?:^|\/)(?:_posts|_drafts|posts?|blog|content)\//.test(path.split(sep).join('/')) &&
            startsWithFields(path))
        ) {
          const stem = entry.name.slice(0, -extname(entry.name).length)
          // What was made of a notebook stands beside it.
          const isSource =
            /\.(?:rmd|rmarkdown)$/i.test(entry.name) &&
            (names.has(`${stem}.md`) || names.has(`${stem}.markdown`))
          if (isSource) continue
          if (notes.test(stem) && (/^readme/i.test(stem) || !startsWithFields(path))) found.notes.push(from)
          else found.texts.push(from)
        } else if (others.test(entry.name)) found.others.push(from)
      }
    }
    step(folder)
    return found
  },
}

function startsWithFields(path: string): boolean {
  return /^\uFEFF?(?:---|\+\+\+)\s*\n/.test(readFileSync(path, 'utf8').slice(0, 20))
}
