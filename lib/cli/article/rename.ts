import { existsSync, readFileSync, rmSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Settings } from '#lib/config.ts'
import type { Library } from '#lib/content/article.ts'
import type { FileDiagnostic } from '#lib/content/lint/diagnostic.ts'
import { withRedirect } from '#lib/content/redirect-from.ts'
import { messageOf } from '#lib/errors.ts'
import { refuse, type Screen } from '../terminal.ts'
import { fileOf, missing, named, type Place, shown, slugMeant, slugProblem } from './content.ts'
import { printDiagnostics } from './faults.ts'
import { carryOut, draftOf, isSameFolder, isWithin, type Move } from './move.ts'
import { openContent } from './open.ts'

type Names = { old: string; fresh: string }

/** The same command finishes a rename that was broken off. */
export async function rename(settings: Settings, screen: Screen, typed: Names): Promise<number> {
  const names = { old: slugMeant(typed.old), fresh: slugMeant(typed.fresh) }
  const library = await openContent(settings, screen)
  if (!library) return 1
  try {
    const rest = removeRest(settings, library, names)
    if (rest) {
      screen.print(
        `The rename is finished now: ${shown(rest.from)} is gone, its pictures are in ${shown(rest.to)}.`,
      )
      return 0
    }
    const move = planned(settings, library, names)
    if ('problem' in move) return refuse(screen, move.problem)
    const before = library.faults()
    try {
      carryOut(move)
    } catch (error) {
      return refuse(
        screen,
        `The rename stopped halfway: ${messageOf(error)}. Readers still have the article. Run the same command again once that is mended: it goes on from there.`,
      )
    }
    screen.print(`${shown(move.from)} is now ${shown(move.to)}`)
    screen.print(`/articles/${names.old} leads to /articles/${names.fresh}: it stands in redirectFrom.`)
    await library.refresh()
    tellNew(library, before, move, screen)
    return 0
  } finally {
    library.close()
  }
}

/** Changes nothing. */
function planned(place: Place, library: Library, names: Names): Move | { problem: string } {
  const { old, fresh } = names
  const from = fileOf(place, old)
  if (!from) return { problem: missing(place, old) }
  const problem = slugProblem(fresh)
  if (problem) return { problem }
  if (old === fresh) return { problem: `"${fresh}" is its name already: there is nothing to do.` }
  const text = rewritten(readFileSync(from), `/articles/${old}`)
  const taken = fileOf(place, fresh)
  const articles = join(place.contentDir, 'articles')
  const to = taken ?? join(articles, fresh + extname(from))
  const begun = [to, draftOf(to)].find((file) => existsSync(file) && text?.equals(readFileSync(file)))
  if (taken && begun !== taken) {
    const cure = leadsHere(library, names)
      ? `It names /articles/${old} in redirectFrom, as after a rename that was broken off: if it is the one to keep, delete ${shown(from)} and run this again.`
      : 'Choose another name.'
    return { problem: `${shown(taken)} is there already and was left alone. ${cure}` }
  }
  const pictures = { from: named(articles, old), to: named(articles, fresh) }
  const hasPictures = existsSync(pictures.from)
  if (hasPictures && existsSync(pictures.to) && !(begun && isSameFolder(pictures.from, pictures.to)))
    return {
      problem: `The folder ${shown(pictures.to)} is there already and was left alone. Choose another name.`,
    }
  if (!text)
    return {
      problem: `The fields of ${shown(from)} cannot be added to: mend what npm run article -- check says of it, then try again.`,
    }
  return { from, to, text, pictures: hasPictures ? pictures : undefined }
}

/** @returns what was removed: pictures that a rename which was broken off had copied already */
function removeRest(place: Place, library: Library, names: Names): Move['pictures'] {
  const articles = join(place.contentDir, 'articles')
  const [from, to] = [named(articles, names.old), named(articles, names.fresh)]
  if (names.old === names.fresh || fileOf(place, names.old) || !leadsHere(library, names)) return undefined
  if (!existsSync(from) || !existsSync(to) || !isWithin(from, to)) return undefined
  rmSync(from, { recursive: true })
  return { from, to }
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

function tellNew(library: Library, before: readonly FileDiagnostic[], move: Move, screen: Screen): void {
  const key = ({ file, message }: FileDiagnostic) =>
    `${file === shown(move.from) ? shown(move.to) : file} ${message}`
  const known = new Set(before.map(key))
  const fresh = library.faults().filter((fault) => !known.has(key(fault)))
  screen.print(
    fresh.length
      ? 'These need a change now; they were left as they are:'
      : 'Nothing else in the content links to the old address.',
  )
  printDiagnostics(fresh, screen, { annotations: false, all: false, strict: false })
}
