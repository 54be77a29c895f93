import { randomUUID } from 'node:crypto'
import { escapeHtml } from '#lib/escape.ts'

/** Nobody can guess it, and no document escapes any of it. */
export const frameText = `slot${randomUUID().replaceAll('-', '')}`

/** What stands around the results of every query, with what was found by this one. */
export function filledFrame(frame: string, main: string, text: string): string {
  const from = frame.indexOf('>', frame.indexOf('<main')) + 1
  const to = frame.lastIndexOf('</main>')
  const head = frame.slice(0, from).replaceAll(frameText, () => escapeHtml(text))
  return head + main + frame.slice(to)
}
