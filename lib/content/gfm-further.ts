import { createRequire } from 'node:module'
import { defListFromMarkdown } from 'mdast-util-definition-list'
import { directiveFromMarkdown } from 'mdast-util-directive'
import { defList } from 'micromark-extension-definition-list'
import { directive } from 'micromark-extension-directive'
import { hasLineDirective } from './components.ts'

/** Beyond GitHub's Markdown: boxes between `:::` lines, and lists of terms. Neither is looked for in a text without their signs. */
export function furtherSyntax(text: string): {
  kind: string
  extensions: [syntax: unknown[], tree: unknown[]]
} {
  const hasBoxes = /^[ \t>]*:::/m.test(text)
  const hasLines = hasLineDirective(text)
  const hasTerms = /^[ \t>]*:(?:[ \t]|$)/m.test(text)
  return {
    kind: `${Number(hasBoxes)}${Number(hasLines)}${Number(hasTerms)}`,
    extensions: [
      [...(hasBoxes || hasLines ? [directivesOf(hasBoxes, hasLines)] : []), ...(hasTerms ? [defList] : [])],
      [
        ...(hasBoxes || hasLines ? [directiveFromMarkdown()] : []),
        ...(hasTerms ? [defListFromMarkdown] : []),
      ],
    ],
  }
}

/** `10:30` and `see:this` are no directives: only what stands between two lines is one, or in a line of its own. */
function directivesOf(hasBoxes: boolean, hasLines: boolean): unknown {
  const colon = directive().flow?.['58']
  const [box, line] = Array.isArray(colon) ? colon : []
  return { flow: { 58: [...(hasBoxes ? [box] : []), ...(hasLines ? [line] : [])] } }
}

const load = createRequire(import.meta.url)
let emoji: Readonly<Record<string, string>> | undefined

/** `:smile:` apart from other letters. The list is loaded when a text has such a code. */
export function withEmoji(text: string): string {
  if (!/:[\w+-]+:/.test(text)) return text
  return text.replace(/(?<![\p{L}\p{N}:/]):([a-z\d_+-]+):(?![\p{L}\p{N}:/])/gu, (typed, name: string) => {
    emoji ??= (load('gemoji') as { nameToEmoji: Record<string, string> }).nameToEmoji
    return Object.hasOwn(emoji, name) ? (emoji[name] ?? typed) : typed
  })
}
