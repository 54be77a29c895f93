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

/** `:smile:` apart from other letters, but no `\:smile:`. The list is loaded when a text has such a code. */
export function withEmoji(text: string, typed = text): string {
  if (!/:[\w+-]+:/.test(text)) return text
  const escaped = escapedColons(typed)
  const colonsBefore = (index: number) => text.slice(0, index).split(':').length - 1
  const code = /(?<![\p{L}\p{N}:/]):([a-z\d_+-]+):(?![\p{L}\p{N}:/])/gu
  return text.replace(code, (typed, name: string, index: number) => {
    const first = escaped.size ? colonsBefore(index) : 0
    if (escaped.has(first) || escaped.has(first + 1)) return typed
    emoji ??= (load('gemoji') as { nameToEmoji: Record<string, string> }).nameToEmoji
    return Object.hasOwn(emoji, name) ? (emoji[name] ?? typed) : typed
  })
}

/** Which of the colons, counted from 0, are not written as such. */
function escapedColons(typed: string): ReadonlySet<number> {
  const signs = [...typed.matchAll(/\\(?:\\|:)|&(?:#58|#x0*3a|colon);|:/gi)].filter(
    ([sign]) => sign !== '\\\\',
  )
  return new Set(signs.flatMap(([sign], index) => (sign === ':' ? [] : [index])))
}
