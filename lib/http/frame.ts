import { randomUUID } from 'node:crypto'
import { escapeHtml } from '#lib/escape.ts'

/** Nobody can guess it, and no document escapes any of it. */
export const frameText = `slot${randomUUID().replaceAll('-', '')}`

/** Its text in pieces, between which that of the query stands; for as long as the page is kept. */
const pieces = new WeakMap<Buffer, { before: readonly string[]; after: string }>()

function piecesOf(frame: Buffer) {
  const html = frame.toString()
  const from = html.indexOf('>', html.indexOf('<main')) + 1
  const made = {
    before: html.slice(0, from).split(frameText),
    after: html.slice(html.lastIndexOf('</main>')),
  }
  pieces.set(frame, made)
  return made
}

/** What stands around the results of every query, with what was found by this one. */
export function filledFrame(frame: Buffer, main: string, text: string): string {
  const { before, after } = pieces.get(frame) ?? piecesOf(frame)
  return before.join(escapeHtml(text)) + main + after
}
