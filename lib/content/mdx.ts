import { channel } from 'node:diagnostics_channel'
import { createProcessor } from '@mdx-js/mdx'
import { gfmFor } from './gfm.ts'
import { outOfBounds, outOfPage } from './lint/bounds.ts'
import { isError, type Unplaced } from './lint/diagnostic.ts'
import { type BodyFields, lintMarkup, type MarkupFacts } from './lint/markup.ts'
import { explain } from './lint/mdx-errors.ts'
import { toPage } from './mdx-page.ts'
import { endOf, isBraced, isTag, type Nodes, type Root, startOf, walk } from './mdx-tree.ts'
import { openingOf } from './opening.ts'

export type Format = 'mdx' | 'md'

export type ParsedBody = {
  facts: MarkupFacts | undefined
  problems: Unplaced[]
  /** Only where nothing keeps it off the site: no program passes here. */
  compile: (() => Promise<string>) | undefined
  /** @param lang BCP 47 */
  opening: (lang: string | undefined) => string
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
    remarkRehypeOptions: { clobberPrefix: 'note-', footnoteLabel: 'Notes', footnoteLabelProperties: {} },
    rehypePlugins: [() => toPage],
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
  })
  const tooMuch = outOfBounds(text)
  if (tooMuch) return unread([tooMuch])
  const { tree, problems, inTrouble } = parseTree(text, format)
  if (!tree) return unread(problems)
  const unshown = outOfPage(tree)
  if (unshown) return unread([...problems, unshown])

  let isRightAsMdx: boolean | undefined
  const mayRename = () => {
    isRightAsMdx ??= format === 'md' && !parseBody(text, 'mdx', fields).problems.length
    return isRightAsMdx
  }
  const { facts, problems: found } = lintMarkup(tree, text, inTrouble, { ...fields, mayRename })
  const errors = [...problems, ...found.filter(isError)]
  const places = new Set(errors.map(({ offset }) => offset))
  const warnings = found.filter((one) => !isError(one) && !places.has(one.offset))
  const programs = programsIn(tree)
  const isInProgram = ({ offset }: Unplaced) => programs.some(([from, to]) => from < offset && offset < to)
  return {
    facts,
    problems: [...errors.filter((one) => !isInProgram(one)), ...warnings],
    compile: errors.length ? undefined : () => compile(tree, text, facts, format),
    opening: (lang) => openingOf(tree, lang),
  }
}

/** @throws when anything in the body is an error: no code of a writer's passes here */
export async function compileBody(text: string, format: Format): Promise<string> {
  const { compile, problems } = parseBody(text, format)
  if (!compile) throw new Error(`The body was not checked: ${problems[0]?.message}`)
  return compile()
}

/** MDX stops at the first error: it is covered over, and the parse begins again. */
export function parseTree(text: string, format: Format) {
  const processor = processorFor(text, format)
  const problems: Unplaced[] = []
  const inTrouble = new Set<string>()
  const start = performance.now()
  let readable = text
  for (let round = 0; round <= mostErrors; round++) {
    try {
      return { tree: processor.parse(readable) as Root, problems, inTrouble }
    } catch (error) {
      const { ruleId, offset, message, cover } = explain(error, readable, text, inTrouble)
      if (message !== undefined) problems.push({ ruleId, offset, message })
      const covered = cover.reduce((result, [from, to]) => covering(result, from, to), readable)
      if (covered === readable || performance.now() - start > mostTime) break
      readable = covered
    }
  }
  return { tree: undefined, problems, inTrouble }
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

async function compile(tree: Root, text: string, facts: MarkupFacts, format: Format): Promise<string> {
  const processor = processorFor(text, format)
  const file = { value: text, data: { facts } }
  const program = await processor.run(tree as unknown as Parameters<Processor['run']>[0], file)
  return String(processor.stringify(program, file))
}

function prepare(tree: Root, file: { data: object }): void {
  const { ids, pictures } = (file.data as { facts: MarkupFacts }).facts
  const sources = new Map(pictures.map(({ to, offset }) => [offset, to]))
  walk(tree, (node) => {
    for (const program of programsOf(node)) program.comments = []
    // Comments are dropped: MDX would read orders to the compiler out of them.
    if ('children' in node)
      node.children = node.children.filter((child) => !isComment(child)) as typeof node.children
    const id = node.type === 'heading' ? ids.get(startOf(node)) : undefined
    const isPicture = node.type === 'image' || node.type === 'imageReference'
    if (id) node.data = { ...node.data, hProperties: { ...node.data?.hProperties, id } }
    // As it was typed: a page puts the picture in its place by that.
    if (isPicture)
      node.data = { ...node.data, hProperties: { src: sources.get(startOf(node)), loading: 'lazy' } }
  })
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
