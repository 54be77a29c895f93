import type { Root } from 'hast'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'
import { attribute, blocks, type Child, textOf } from './hast.ts'
import { withParagraphs } from './lines.ts'

const parser = unified().use(rehypeParse, { fragment: true }).freeze()

/** Of a title or a name: one line, without tags, entities and marks that nobody sees. */
export function plainLine(html: string): string {
  return oneLine(/[<&]/.test(html) ? textOf(parser.parse(html)) : html)
}

/** Without marks that nobody sees; `<b>` is what its readers saw. */
export function oneLine(words: string): string {
  return words
    .replace(/[^\P{Cc}\s]/gu, '')
    .replace(invisible, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Directions, and letters of no width: some scripts need their joiners. */
const invisible = /[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]/g

/** Of what a visitor wrote: paragraphs and lines, links by their address, nothing else. */
export function plainText(html: string): string {
  const tree: Root = withParagraphs(parser.parse(html))
  return written(tree.children)
    .replace(invisible, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function written(children: readonly Child[]): string {
  return children
    .map((node): string => {
      if (node.type === 'text') return node.value
      if (node.type !== 'element' || ['script', 'style'].includes(node.tagName)) return ''
      const inner = written(node.children)
      if (node.tagName === 'br') return '\n'
      if (node.tagName === 'img') return attribute(node, 'alt') ?? ''
      if (node.tagName === 'a') return withAddress(inner, attribute(node, 'href') ?? '')
      if (node.tagName === 'li') return `\n- ${inner.trim()}`
      if (node.tagName === 'blockquote') return `\n\n“${inner.trim()}”\n\n`
      return blocks.has(node.tagName) ? `\n\n${inner}\n\n` : inner
    })
    .join('')
}

function withAddress(words: string, href: string): string {
  const bare = (address: string) => address.replace(/^https?:\/\/(?:www\.)?|\/$/g, '').trim()
  // Shortened by the old site where it was long.
  const isSame =
    bare(words) === bare(href) ||
    (/[….]$/.test(words.trim()) && bare(href).startsWith(bare(words).replace(/[….]+$/, '')))
  if (!/^https?:\/\//i.test(href)) return words
  return isSame ? href : `${words} (${href})`
}
