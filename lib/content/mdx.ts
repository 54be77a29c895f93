import { channel } from 'node:diagnostics_channel'
import { createProcessor } from '@mdx-js/mdx'
import type { Root as Page } from 'hast'
import { type Boxes, placeCallouts, withBoxes } from './callouts.ts'
import { gfmFor } from './gfm.ts'
import { withEmoji } from './gfm-further.ts'
import { type HtmlPage, pageOptions, readHtml } from './html-in-markdown.ts'
import { outOfBounds, outOfPage } from './lint/bounds.ts'
import { isError, type Say, type Unplaced } from './lint/diagnostic.ts'
import { leftoversIn, said, withoutFiller, withoutLeftovers } from './lint/leftovers.ts'
import { type BodyFields, lintMarkup, type MarkupFacts } from './lint/markup.ts'
import { explain } from './lint/mdx-errors.ts'
import { toPage } from './mdx-page.ts'
import { endOf, isBraced, isTag, type Nodes, type Root, startOf, walk } from './mdx-tree.ts'
import { openingOf } from './opening.ts'
import { elsewhere } from './pictures-elsewhere.ts'
import { type PlainText, plainText } from './plain-text.ts'

export type Format = 'mdx' | 'md'

export type ParsedBody = {
  facts: MarkupFacts | undefined
  problems: Unplaced[]
  /** Only where nothing keeps it off the site: no program passes here. */
  compile: (() => Promise<string>) | undefined
  /** @param lang BCP 47 */
  opening: (lang: string | undefined) => string
  /** Before it is compiled, which changes the tree. */
  plain: () => PlainText
}

const parses = channel('broadsheet:parse-body')

const mostErrors = 25
const mostTime = 400

type Processor = ReturnType<typeof createProcessor>
const processors = new Map<string, Processor>()

function processorFor(text: string, format: Format): Processor {
  const { plugins, kind } = gfmFor(text)
  const key = `${format} ${kind}`
  const known = processors.get(key)
  if (known) return known
  const made = createProcessor({
    format,
    outputFormat: 'function-body',
    remarkPlugins: [...plugins, () => prepare],
    remarkRehypeOptions: pageOptions,
    rehypePlugins: [() => safePage, () => toPage],
    tableCellAlignToStyle: false,
  })
  processors.set(key, made)
  return made
}

/** Nothing of it is run. @param fields what its front matter says */
export function parseBody(text: string, format: Format, fields: BodyFields = {}): ParsedBody {
  parses.publish(format)
  const unread = (problems: Unplaced[]) => ({
    facts: undefined,
    problems,
    compile: undefined,
    opening: () => '',
    plain: () => ({ text: '', aside: '' }),
  })
  const tooMuch = outOfBounds(text, format)
  if (tooMuch) return unread([tooMuch])
  const read = readTree(text, format)
  if (!read.tree) return unread(read.problems)
  const { tree, problems, inTrouble, source, ids } = read
  const unshown = outOfPage(tree)
  if (unshown) return unread([...problems, unshown])

  const titles = fields.titles ?? []
  const page = format === 'md' ? readHtml(tree, source, { titles, ids }) : undefined
  if (page && 'problem' in page) return unread([...problems, page.problem])
  const { facts, problems: found } = lintMarkup(tree, source, inTrouble, { titles, ids, page })
  const all = [...problems, ...found]
  const errors = all.filter(isError)
  const places = new Set(errors.map(({ offset }) => offset))
  const warnings = all.filter((one) => !isError(one) && !places.has(one.offset))
  const programs = programsIn(tree)
  const isInProgram = ({ offset }: Unplaced) => programs.some(([from, to]) => from < offset && offset < to)
  return {
    facts,
    problems: [...errors.filter((one) => !isInProgram(one)), ...warnings],
    compile: errors.length ? undefined : () => compile(tree, source, { facts, page }, format),
    opening: (lang) => openingOf(tree, lang, page?.text),
    plain: () => plainText(tree, page?.tree),
  }
}

/** @throws when anything in the body is an error: no code of a writer's passes here */
export async function compileBody(text: string, format: Format): Promise<string> {
  const { compile, problems } = parseBody(text, format)
  if (!compile) throw new Error(`The body was not checked: ${problems[0]?.message}`)
  return compile()
}

/** The tree without the signs of other systems, its boxes placed; `source` is the text that it stands for, as long as what was typed. */
function readTree(text: string, format: Format) {
  const { text: source, boxes } = withBoxes(text)
  const first = parseTree(source, format)
  if (boxes.size && first.tree && !allAreBoxes(first.tree, boxes))
    return finished(text, text, new Map(), format)
  return finished(text, source, boxes, format, first)
}

/** What looks like the beginning of a box may stand in code. */
function allAreBoxes(tree: Root, boxes: Boxes): boolean {
  const found = new Set<number>()
  walk(tree, (node) => {
    if (node.type === 'containerDirective') found.add(startOf(node))
  })
  return [...boxes.keys()].every((offset) => found.has(offset))
}

function finished(
  typed: string,
  source: string,
  boxes: Boxes,
  format: Format,
  first = parseTree(source, format),
) {
  const none = new Map<number, string>()
  if (!first.tree) return { ...first, source, ids: none }
  const left = leftoversIn(first.tree, first.readable)
  const plain = withoutLeftovers(source, left)
  const again = plain === source ? first : parseTree(plain, format)
  const { tree } = again
  if (!tree) return { ...again, source: plain, ids: none }
  const problems = [...again.problems, ...said(left)]
  const say: Say = (ruleId, offset, message) => {
    if (message) problems.push({ ruleId, offset, message })
  }
  if (plain !== source) withoutFiller(tree)
  placeCallouts(tree, typed, boxes, say)
  if (format === 'md' && /:[\w+-]+:/.test(plain))
    walk(tree, (node) => {
      if (node.type === 'text')
        node.value = withEmoji(node.value, node.position && plain.slice(startOf(node), endOf(node)))
    })
  const ids = new Map(left.flatMap(({ heading }) => (heading ? [[heading.offset, heading.id] as const] : [])))
  return { tree, problems, inTrouble: again.inTrouble, source: plain, ids }
}

/** MDX stops at the first error: it is covered over, and the parse begins again. */
export function parseTree(text: string, format: Format) {
  const processor = processorFor(text, format)
  const problems: Unplaced[] = []
  const inTrouble = new Set<string>()
  const start = processorTime()
  let readable = text
  for (let round = 0; round <= mostErrors; round++) {
    try {
      return { tree: processor.parse(readable) as Root, problems, inTrouble, readable }
    } catch (error) {
      const { ruleId, offset, message, cover } = explain(error, readable, text, inTrouble)
      if (message !== undefined) problems.push({ ruleId, offset, message })
      const covered = cover.reduce((result, [from, to]) => covering(result, from, to), readable)
      if (covered === readable || processorTime() - start > mostTime) break
      readable = covered
    }
  }
  return { tree: undefined, problems, inTrouble, readable }
}

/** Milliseconds of this thread: on a busy machine no fewer errors are told. */
function processorTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

function covering(text: string, from: number, to: number): string {
  if (from < 0) return text
  return text.slice(0, from) + text.slice(from, to).replace(/[^\r\n]/g, 'x') + text.slice(to)
}

/** Looked for in the tree, because code may show the same letters. */
function programsIn(tree: Root): [from: number, to: number][] {
  const found: [number, number][] = []
  walk(tree, (node) => {
    const isProgram = isTag(node)
      ? /^(?:script|style)$/i.test(node.name ?? '')
      : node.type === 'html' && /^<(?:script|style)\b/i.test(node.value)
    if (isProgram) found.push([startOf(node), endOf(node)])
  })
  return found
}

type Found = { facts: MarkupFacts; page: HtmlPage | undefined }

async function compile(tree: Root, text: string, found: Found, format: Format): Promise<string> {
  const processor = processorFor(text, format)
  const file = { value: text, data: found }
  const program = await processor.run(tree as unknown as Parameters<Processor['run']>[0], file)
  return String(processor.stringify(program, file))
}

/** What was read of it already, where HTML stands in Markdown. */
function safePage(tree: Page, file: { data: object }): Page {
  return (file.data as Found).page?.tree ?? tree
}

function prepare(tree: Root, file: { data: object }): void {
  const { facts, page } = file.data as Found
  if (page) return
  const sources = new Map(facts.pictures.map(({ to, offset }) => [offset, to]))
  walk(tree, (node, around) => {
    for (const program of programsOf(node)) program.comments = []
    // Comments are dropped: MDX would read orders to the compiler out of them.
    if ('children' in node)
      node.children = node.children.filter((child) => {
        const isLeftOut = child.type === 'heading' && facts.placement.get(startOf(child)) === null
        return !isLeftOut && !isComment(child)
      }) as typeof node.children
    const placed = node.type === 'heading' ? facts.placement.get(startOf(node)) : undefined
    if (node.type === 'heading' && placed) {
      node.depth = placed.level as typeof node.depth
      node.data = { ...node.data, hProperties: { ...node.data?.hProperties, id: placed.id } }
    }
    if (node.type !== 'image' && node.type !== 'imageReference') return
    const src = sources.get(startOf(node))
    const other = facts.elsewhere.get(startOf(node))
    if (other !== undefined) linked(node, other, around)
    // As it was typed: a page puts the picture in its place by that.
    else node.data = { ...node.data, hProperties: { src, loading: 'lazy' } }
  })
}

/** Nothing on a page loads from elsewhere. */
function linked(
  node: Nodes & { alt?: string | null | undefined },
  src: string,
  around: readonly Nodes[],
): void {
  const other = elsewhere(src)
  const value = node.alt || other?.name || ''
  const isLink = other?.to && !around.some((one) => one.type === 'link' || one.type === 'linkReference')
  const text = { type: 'text', value } as const
  Object.assign(node, isLink ? { type: 'link', url: other.to, children: [text] } : text)
}

function programsOf(node: Nodes): { comments?: unknown }[] {
  const own = node.data && 'estree' in node.data ? [node.data.estree] : []
  const attributes = isTag(node) ? node.attributes : []
  const given = attributes.map((one) =>
    one.type === 'mdxJsxAttribute' && typeof one.value === 'object' ? one.value?.data?.estree : one.data,
  )
  return [...own, ...given].filter((one) => one && typeof one === 'object') as { comments?: unknown }[]
}

function isComment(node: Nodes): boolean {
  return isBraced(node) && node.data?.estree?.body.length === 0
}
