import { escapeHtml } from '#lib/escape.ts'
import type { Tell } from '../local.ts'
import { cardHtml } from './lexical.ts'
import { type Row, text } from './rows.ts'

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** Sections, markups, atoms and cards by their number, as Mobiledoc 0.3 has them. */
export function mobiledocHtml(document: Row, tell: Tell, markdown: (text: string) => string): string {
  const markups = list(document.markups).map(list)
  const atoms = list(document.atoms).map(list)
  const cards = list(document.cards).map(list)

  const markers = (value: unknown): string => {
    const open: string[] = []
    let html = ''
    for (const marker of list(value).map(list)) {
      const [type, opened, closed, content] = marker
      for (const index of list(opened)) {
        const [tag, attributes] = markups[Number(index)] ?? []
        const name = text(tag).toLowerCase()
        const at = list(attributes)
        const href = name === 'a' ? text(at[at.indexOf('href') + 1]) : ''
        html += name === 'a' ? `<a href="${escapeHtml(href)}">` : `<${name}>`
        open.push(name)
      }
      if (type === 1)
        html +=
          text(atoms[Number(content)]?.[0]) === 'soft-return'
            ? '<br>'
            : escapeHtml(text(atoms[Number(content)]?.[1]))
      else html += escapeHtml(text(content))
      for (let count = Number(closed ?? 0); count > 0; count--) {
        const name = open.pop()
        if (name) html += `</${name}>`
      }
    }
    return (
      html +
      open
        .reverse()
        .map((name) => `</${name}>`)
        .join('')
    )
  }

  return list(document.sections)
    .map(list)
    .map(([type, first, second]) => {
      const tag = text(first).toLowerCase()
      if (type === 1)
        return /^(?:p|h[1-6]|blockquote|aside)$/.test(tag)
          ? `<${tag}>${markers(second)}</${tag}>`
          : `<p>${markers(second)}</p>`
      if (type === 2) return `<p><img src="${escapeHtml(text(first))}" alt=""></p>`
      if (type === 3)
        return `<${tag === 'ol' ? 'ol' : 'ul'}>${list(second)
          .map((item) => `<li>${markers(item)}</li>`)
          .join('')}</${tag === 'ol' ? 'ol' : 'ul'}>`
      const [name, payload] = cards[Number(first)] ?? []
      return (
        cardHtml(text(name), typeof payload === 'object' && payload !== null ? (payload as Row) : {}, {
          tell,
          markdown,
        }) ?? ''
      )
    })
    .join('\n')
}
