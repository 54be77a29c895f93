import { shortened } from '../nearest.ts'
import type { Problem } from './diagnostic.ts'

/** Comments are left out of the page; what stands beside one on its line is no part of the text either. */
export function htmlProblem(html: string): Problem | undefined {
  if (/<!--\s*(?:more|truncate|excerpt|nextpage)\s*-->/i.test(html))
    return {
      ruleId: 'leftover',
      message: `${firstWords(html)} belongs to another system and is left out: remove it, a list shows the description`,
    }
  const rest = html.replace(/<!--[\s\S]*?-->/g, '').trim()
  return rest.startsWith('<!--')
    ? {
        ruleId: 'html-in-markdown',
        message:
          'the comment that <!-- opens is never closed, and what follows would be lost: end it with -->',
      }
    : undefined
}

export function firstWords(text: string): string {
  return shortened(text.trim().split(/\r?\n/)[0] ?? '')
}
