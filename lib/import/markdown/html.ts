import type { Element, Root as Page } from 'hast'
import type { FootnoteDefinition, Html, Nodes, Parents, Root, RootContent } from 'mdast'
import rehypeRaw from 'rehype-raw'
import rehypeStringify from 'rehype-stringify'
import remarkMdx from 'remark-mdx'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { gfmFor } from '#lib/content/gfm.ts'
import { walk } from '#lib/content/mdx-tree.ts'
import { replaceSigns } from './boxes.ts'
import { replaceJsx, replaceMdx } from './components.ts'
import { replaceFormulas } from './formulas.ts'
import { inPage, type PageTexts } from './page.ts'
import { knownTags, textOfTag } from './tags.ts'
import { replaceTemplates } from './templates.ts'

type Converted = { html: string; notes: { key: string; html: string }[] }

/** A text of another system as the HTML that its readers saw; nothing of it is run. */
export function toHtml(typed: string, format: 'md' | 'mdx' | 'html', texts: PageTexts): Converted {
  const plain = typed.replace(/\r\n?/g, '\n').replace(/[\uE000-\uE00F]/g, '')
  if (format === 'html') return { html: ofHtml(replaceTemplates(plain, texts), texts), notes: [] }
  const signed = replaceTemplates(replaceSigns(replaceFormulas(plain, texts), texts), texts)
  const tree = read(signed, format, texts)
  tidy(tree, texts)
  const definitions: FootnoteDefinition[] = []
  walk(tree, (node) => {
    if (node.type === 'footnoteDefinition') definitions.push(node)
  })
  const notes = definitions.map((node) => ({
    key: node.identifier,
    html: ofTree({ type: 'root', children: node.children }, { ...texts, isNote: true }),
  }))
  return { html: ofTree(tree, texts), notes }
}

function read(text: string, format: 'md' | 'mdx', texts: PageTexts): Root {
  if (format === 'mdx') {
    try {
      const tree = parse(text, true)
      replaceMdx(tree, texts, (part) => parse(part, false).children)
      return tree
    } catch {
      texts.tell('converted', '.mdx files that are no sound MDX, read as Markdown', 1)
    }
  }
  return parse(replaceJsx(text, texts, format === 'mdx'), false)
}

function parse(text: string, isMdx: boolean): Root {
  const { plugins } = gfmFor(text)
  const processor = unified().use(remarkParse).use(plugins)
  if (isMdx) processor.use(remarkMdx)
  return processor.parse(text) as Root
}

const box = /^\[!(\w+)\][+-]?[ \t]*([^\n]*)(?:\n|$)/

/** HTML that only looks like tags is text; comments go; `> [!NOTE]` is a box. */
function tidy(tree: Root, texts: PageTexts): void {
  walk(tree, (node) => {
    if (node.type === 'blockquote') {
      const [first] = node.children
      const lead = first?.type === 'paragraph' ? first.children[0] : undefined
      const [all, kind, title] = (lead?.type === 'text' && box.exec(lead.value)) || []
      if (all === undefined || !kind || first?.type !== 'paragraph' || lead?.type !== 'text') return
      lead.value = lead.value.slice(all.length)
      if (title)
        first.children.unshift(
          { type: 'strong', children: [{ type: 'text', value: title }] },
          { type: 'break' },
        )
      if (!first.children.some((one) => one.type !== 'text' || one.value.trim())) node.children.shift()
      node.data = { ...node.data, hProperties: { dataCallout: kind.toLowerCase() } }
    }
    if (!('children' in node)) return
    node.children = (node.children as RootContent[]).flatMap((child): RootContent[] => {
      if (child.type !== 'html') return [child]
      return ofRawHtml(child, node, texts)
    }) as typeof node.children
  })
}

function ofRawHtml(node: Html, parent: Parents, texts: PageTexts): RootContent[] {
  const line = node.position?.start.line ?? 1
  const value = node.value
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/<\?[\s\S]*?(?:\?>|$)|<!\[CDATA\[[\s\S]*?\]\]>|<![A-Z][^>]*>/gi, '')
  const inLine = parent.type !== 'root' && parent.type !== 'blockquote' && parent.type !== 'listItem'
  const asText = inLine ? textOfTag(value) : undefined
  if (asText !== undefined) return [{ type: 'text', value: asText }]
  const known = knownTags(value, (name) =>
    texts.tell('converted', `<${name}> that is no tag of HTML, kept as text`, line),
  )
  return known.trim() ? [{ type: 'html', value: known }] : []
}

const toPage = unified()
  .use(remarkRehype, {
    allowDangerousHtml: true,
    handlers: {
      footnoteReference(_state: unknown, node: { identifier: string }): Element {
        return { type: 'element', tagName: 'sup', properties: { dataNote: node.identifier }, children: [] }
      },
      footnoteDefinition: () => undefined,
    },
  })
  .use(rehypeRaw)

const toText = unified().use(rehypeStringify, { allowDangerousHtml: false })

function ofTree(tree: Root, texts: PageTexts): string {
  const page = toPage.runSync(tree as Nodes as Root) as Page
  return written(page, texts)
}

function written(page: Page, texts: PageTexts): string {
  inPage(page, texts, (markdown) => {
    const root = toPage.runSync(parse(markdown, false)) as Page
    const [only, ...more] = root.children.filter((one) => one.type !== 'text' || one.value.trim())
    return !more.length && only?.type === 'element' && only.tagName === 'p'
      ? only.children
      : (root.children as Element[])
  })
  return toText.stringify(page).trim()
}

function ofHtml(html: string, texts: PageTexts): string {
  const known = knownTags(html.replace(/<!--[\s\S]*?(?:-->|$)/g, ''), () => {})
  return ofTree({ type: 'root', children: [{ type: 'html', value: known }] }, texts)
}
