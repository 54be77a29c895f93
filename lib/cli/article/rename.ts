import { existsSync, readFileSync, rmSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Settings } from '#lib/config.ts'
import type { Library } from '#lib/content/article.ts'
import type { FileDiagnostic } from '#lib/content/lint/diagnostic.ts'
import { withRedirect } from '#lib/content/redirect-from.ts'
import { complainOfMissing, fileOf, named, shown, slugMeant, slugProblem } from './content.ts'
import { printDiagnostics } from './faults.ts'
import { carryOut, draftOf, isSameFolder, isWithin, type Move } from './move.ts'
import { openContent } from './open.ts'
import type { Terminal } from './terminal.ts'

/** The same command finishes a rename that was broken off. */
export async function rename(
  settings: Settings,
  terminal: Terminal,
  typed: { old: string; fresh: string },
): Promise<number> {
  const old = slugMeant(typed.old)
  const fresh = slugMeant(typed.fresh)
  const library = await openContent(settings, terminal)
  if (!library) return 1
  try {
    if (removeRest(settings, library, terminal, { old, fresh })) return 0
    const move = planned(settings, library, terminal, { old, fresh })
    if (!move) return 1
    const before = library.faults()
    try {
      carryOut(move)
    } catch (error) {
      terminal.complain(
        `The rename stopped halfway: ${error instanceof Error ? error.message : String(error)}. Readers still have the article. Run the same command again once that is mended: it goes on from there.`,
      )
      return 1
    }
    terminal.print(`${shown(move.from)} is now ${shown(move.to)}`)
    terminal.print(`/articles/${old} leads to /articles/${fresh}: it stands in redirectFrom.`)
    await library.refresh()
    tellNew(library, before, move, terminal)
    return 0
  } finally {
    library.close()
  }
}

type Names = { old: string; fresh: string }

/** Changes nothing; undefined when it cannot be done, for a reason that was told. */
function planned(
  settings: Settings,
  library: Library,
  terminal: Terminal,
  { old, fresh }: Names,
): Move | undefined {
  const refuse = (reason: string) => {
    terminal.complain(reason)
    return undefined
  }
  const from = fileOf(settings, old)
  if (!from) {
    complainOfMissing(settings, old, terminal)
    return undefined
  }
  const problem = slugProblem(fresh)
  if (problem) return refuse(problem)
  if (old === fresh) return refuse(`"${fresh}" is its name already: there is nothing to do.`)
  const text = rewritten(readFileSync(from), `/articles/${old}`)
  const taken = fileOf(settings, fresh)
  const articles = join(settings.contentDir, 'articles')
  const to = taken ?? join(articles, fresh + extname(from))
  const begun = [to, draftOf(to)].find((file) => existsSync(file) && text?.equals(readFileSync(file)))
  if (taken && begun !== taken)
    return refuse(
      `${shown(taken)} is there already and was left alone. ${
        leadsHere(library, { old, fresh })
          ? `It names /articles/${old} in redirectFrom, as after a rename that was broken off: if it is the one to keep, delete ${shown(from)} and run this again.`
          : 'Choose another name.'
      }`,
    )
  const pictures = { from: named(articles, old), to: named(articles, fresh) }
  const hasPictures = existsSync(pictures.from)
  if (hasPictures && existsSync(pictures.to) && !(begun && isSameFolder(pictures.from, pictures.to)))
    return refuse(
      `The folder ${shown(pictures.to)} is there already and was left alone. Choose another name.`,
    )
  if (!text)
    return refuse(
      `The fields of ${shown(from)} cannot be added to: mend what npm run article -- check says of it, then try again.`,
    )
  return { from, to, text, pictures: hasPictures ? pictures : undefined }
}

/** @returns whether the rest of a rename that was broken off was all there was to remove */
function removeRest(
  settings: Settings,
  library: Library,
  terminal: Terminal,
  { old, fresh }: Names,
): boolean {
  const articles = join(settings.contentDir, 'articles')
  const [rest, pictures] = [named(articles, old), named(articles, fresh)]
  if (old === fresh || fileOf(settings, old) || !leadsHere(library, { old, fresh })) return false
  if (!existsSync(rest) || !existsSync(pictures) || !isWithin(rest, pictures)) return false
  rmSync(rest, { recursive: true })
  terminal.print(
    `The rename is finished now: ${shown(rest)} is gone, its pictures are in ${shown(pictures)}.`,
  )
  return true
}

function leadsHere(library: Library, { old, fresh }: Names): boolean {
  return library.preview(fresh)?.redirectFrom.includes(`/articles/${old}`) ?? false
}

/** Undefined when that cannot be done with certainty. */
function rewritten(bytes: Buffer, from: string): Buffer | undefined {
  const mark = bytes.subarray(0, 3).equals(byteOrderMark) ? byteOrderMark : Buffer.alloc(0)
  const body = bytes.subarray(mark.length)
  const text = body.toString()
  if (!Buffer.from(text).equals(body)) return undefined
  const changed = withRedirect(text, from)
  return changed === undefined ? undefined : Buffer.concat([mark, Buffer.from(changed)])
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])

function tellNew(library: Library, before: readonly FileDiagnostic[], move: Move, terminal: Terminal): void {
  const key = ({ file, message }: FileDiagnostic) =>
    `${file === shown(move.from) ? shown(move.to) : file} ${message}`
  const known = new Set(before.map(key))
  const fresh = library.faults().filter((fault) => !known.has(key(fault)))
  if (!fresh.length) {
    terminal.print('Nothing else in the content links to the old address.')
    return
  }
  terminal.print('These need a change now; they were left as they are:')
  printDiagnostics(fresh, terminal)
}
