import { maskCode } from './mask.ts'
import type { Texts } from './texts.ts'

const blocks = /^([ \t>]*)\$\$([^$\uE000]+)\$\$[ \t]*$/gm
const within = /(?<![\\$])\$\$([^$\uE000]+)\$\$(?!\$)/g
const single = /(?<![\\$\w])\$([^\s$\uE000](?:[^$\n\uE000]*[^\s$\\\uE000])?)\$(?![\w$({])/g
/** Each part ends where the next begins: of a long text with one `$$` alone none is read twice. */
const someFormula =
  /\$\$[^$\\^_{}=]*[\\^_{}=][^$]*\$\$|(?<![\\$\w])\$[^\s$](?:[^$\n\\]|\\(?![a-z]))*\\[a-z][^$\n]*\$/i

/** `$$x_i$$` and `$x_i$` as code: nothing draws them here, and as Markdown they lose signs. A price is none. */
export function replaceFormulas(typed: string, texts: Texts): string {
  if (!typed.includes('$')) return typed
  const masked = maskCode(typed)
  const hasFormulas = someFormula.test(masked.text)
  const isFormula = (text: string) => hasFormulas || (/[\\^_=]/.test(text) && !/^[({]/.test(text))
  const inLine = (all: string, text: string, offset: number) => {
    if (text.includes('`') || /\n[ \t>]*\n/.test(text) || !isFormula(text)) return all
    texts.tell('converted', 'formulas, now code', masked.lineAt(offset))
    return `\`${text.trim().replace(/\s*\n[ \t>]*/g, ' ')}\``
  }
  const text = masked.text
    .replace(blocks, (all, indent: string, inner: string, offset: number) => {
      if (/\n[ \t>]*\n/.test(inner) || inner.includes('```')) return all
      texts.tell('converted', 'formulas, now code', masked.lineAt(offset))
      const lines = inner
        .trim()
        .split('\n')
        .map((line) => line.replace(/^[ \t>]+/, '').trimEnd())
      return ['', '```latex', ...lines, '```', ''].map((line) => indent + line).join('\n')
    })
    .replace(within, inLine)
    .replace(single, inLine)
  return masked.unmask(text)
}
