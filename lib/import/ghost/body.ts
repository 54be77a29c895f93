import { escapeHtml } from '#lib/escape.ts'
import type { Tell } from '../local.ts'
import { toHtml } from '../markdown/html.ts'
import type { Body } from '../model.ts'
import { withoutCards } from './cards.ts'
import { lexicalHtml } from './lexical.ts'
import { mobiledocHtml } from './mobiledoc.ts'
import { type Row, text } from './rows.ts'

/** The HTML that its readers saw; else what it was made of. */
export function bodyOf(post: Row, title: string, tell: Tell): Body {
  const html = text(post.html).trim()
  const made = html || madeOf(post, title, tell)
  return { html: withoutCards(made.replaceAll('__GHOST_URL__', ''), tell), isLiteral: true }
}

function madeOf(post: Row, title: string, tell: Tell): string {
  const lexical = parsed(post.lexical)
  if (lexical) {
    tell('converted', 'texts without HTML, from Lexical')
    return lexicalHtml(lexical, tell, markdown)
  }
  const mobiledoc = parsed(post.mobiledoc)
  if (mobiledoc) {
    tell('converted', 'texts without HTML, from Mobiledoc')
    return mobiledocHtml(mobiledoc, tell, markdown)
  }
  const typed = text(post.markdown)
  if (typed) tell('converted', 'texts without HTML, from Markdown')
  if (typed) return markdown(typed)
  const plain = text(post.plaintext)
  return plain
    .split(/\n{2,}/)
    .filter((part) => part.trim())
    .map((part) => `<p>${escapeHtml(part)}</p>`)
    .join('\n')

  function markdown(source: string): string {
    return toHtml(source, 'md', {
      title,
      variable: () => undefined,
      setVariable: () => {},
      refer: () => undefined,
      person: () => undefined,
      tell: (outcome, what, _line, detail) =>
        tell(outcome === 'taken' || outcome === 'unreadable' ? 'converted' : outcome, what, detail),
      link: (href) => href,
      picture: (src) => src,
    }).html
  }
}

function parsed(value: unknown): Row | undefined {
  if (!text(value)) return undefined
  try {
    const read: unknown = JSON.parse(text(value))
    return typeof read === 'object' && read !== null ? (read as Row) : undefined
  } catch {
    return undefined
  }
}
