import { isTag, type Nodes, type Parents, type Root, walk } from './mdx-tree.ts'
import { segmenterFor } from './reading-time.ts'

/** As wide as so many Latin letters: what search engines and lists show. */
const enough = 80
const most = 200

/**
 * The first sentences of a text, where it has no description of its own; empty where it has none.
 *
 * @param read all of its text, where HTML stands in it
 */
export function openingOf(tree: Root, lang: string | undefined, read?: string): string {
  const found = { own: '', within: '' }
  walk(tree, (node, around) => {
    if (node.type !== 'paragraph' || around.some(isAside)) return
    const place = around.length === 1 ? 'own' : 'within'
    if (widthOf(found[place]) < enough && hasText(node))
      found[place] = `${found[place]} ${plainText(node)}`.trim()
  })
  const text = found.own || found.within || (read ?? htmlText(tree))
  return cut(text.replace(/\s+/g, ' ').trim(), lang)
}

function isAside({ type }: Parents): boolean {
  return type === 'footnoteDefinition' || type === 'table'
}

/** What another system was to fill in, or this one will, leaves a hole in its sentence. */
function hasText(node: Nodes): boolean {
  let isWhole = true
  walk(node, (part) => {
    if (isTag(part) && !part.children.length && part.name !== 'br') isWhole = false
    if (part.type === 'text' && /\{[{%]|^:::/.test(part.value)) isWhole = false
  })
  return isWhole && plainText(node).trim() !== ''
}

function plainText(node: Nodes): string {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value
  if (node.type === 'break') return ' '
  return 'children' in node ? node.children.map(plainText).join('') : ''
}

function htmlText(tree: Root): string {
  let text = ''
  walk(tree, (node) => {
    if (node.type === 'html' && widthOf(text) < enough) text += ` ${node.value.replace(/<[^>]*>/g, ' ')}`
  })
  return text.includes('<') ? '' : text
}

function cut(text: string, lang: string | undefined): string {
  let whole = ''
  for (const { segment } of segmenterFor(lang, 'sentence').segment(text)) {
    if (whole && (widthOf(whole) >= enough || widthOf(whole + segment) > most)) break
    whole += segment
  }
  if (widthOf(whole) <= most) return whole.trim()
  let part = ''
  for (const { segment } of segmenterFor(lang, 'word').segment(whole)) {
    if (widthOf(part + segment) >= most) break
    part += segment
  }
  return `${part.replace(/[\s\p{P}]+$/u, '')}…`
}

/** A Chinese or Japanese letter is as wide as two, and says as much. */
function widthOf(text: string): number {
  return (
    text.length +
    (text.match(/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/g)?.length ?? 0)
  )
}
