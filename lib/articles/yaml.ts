import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from 'yaml'
import { inReadingOrder, type Slip } from './fault.ts'
import { type Place, placer } from './source.ts'
import { aliasWords, anchorWords, tagWords, yamlWords } from './yaml-words.ts'

/** Fields written in YAML, and where each one stands in the file. */
export type Fields = {
  /** Undefined when the text holds no fields at all. Dates are the strings that were typed. */
  data: Record<string, unknown> | undefined
  slips: Slip[]
  /** The line from which on nothing could be read with certainty. */
  unsureFrom: number
  /** Where the name of the field at `path` stands; of the nearest thing around it when it has none. */
  nameAt: (path: readonly PropertyKey[]) => Place
  /** Where the value at `path` stands. */
  valueAt: (path: readonly PropertyKey[]) => Place
}

/**
 * Reads fields with YAML 1.2's core schema, in which no date, function or other object exists.
 *
 * @param yaml the text of the fields
 * @param file the whole file, for the places
 * @param start offset of `yaml` in `file`
 */
export function readFields(yaml: string, file: string, start: number): Fields {
  const document = parseDocument(yaml, { prettyErrors: false, logLevel: 'silent', uniqueKeys: true })
  const inFile = placer(file)
  const at = (offset: number) => inFile(start + offset)
  const slips: Slip[] = []
  const say = (told: { offset: number; message: string }) =>
    slips.push({ ...at(told.offset), message: told.message })

  const nested = new Set(
    document.errors.flatMap((error) => (error.code === 'BLOCK_AS_IMPLICIT_KEY' ? error.pos : [])),
  )
  for (const error of document.errors) {
    const isEcho = error.code === 'MULTILINE_IMPLICIT_KEY' && nested.has(error.pos[0])
    if (!isEcho) say(yamlWords(error, yaml, document))
  }
  visit(document, (_key, node) => {
    if (isAlias(node)) say(aliasWords(node, yaml))
    else if (isScalar(node) || isCollection(node)) {
      if (node.anchor) say(anchorWords(node, yaml))
      if (node.tag) say(tagWords(node, yaml))
    }
  })
  const { contents } = document
  const top = yaml.search(/\S/)
  if (!isMap(contents) && !slips.length && contents !== null)
    say({
      offset: Math.max(0, top),
      message: 'fields are expected here, one on each line: name, colon, space, value',
    })

  const find = (path: readonly PropertyKey[]) => nodesOn(contents, path)
  const ordered = onePerLine(slips)
  return {
    data: isMap(contents) ? plainData(document) : undefined,
    slips: ordered,
    unsureFrom: Math.min(
      ...document.errors.map(({ pos }) => at(pos[0]).line),
      ...ordered.map(({ line }) => line),
    ),
    nameAt: (path) => at(find(path).name ?? Math.max(0, top)),
    valueAt: (path) => at(find(path).value ?? Math.max(0, top)),
  }
}

function plainData(document: ReturnType<typeof parseDocument>): Record<string, unknown> | undefined {
  try {
    return document.toJS({ maxAliasCount: 0 }) as Record<string, unknown>
  } catch {
    // Only aliases make it throw, and each of these has been told.
    return undefined
  }
}

/** Offsets of the name and of the value that `path` leads to, as far as it leads. */
function nodesOn(root: Node | null, path: readonly PropertyKey[]): { name?: number; value?: number } {
  let node: unknown = root
  const found: { name?: number; value?: number } = {}
  for (const step of path) {
    if (!isMap(node) && typeof step !== 'number') break
    const items: unknown[] =
      node && typeof node === 'object' && 'items' in node ? (node.items as unknown[]) : []
    const item =
      typeof step === 'number' ? items[step] : items.find((pair) => isPair(pair) && nameOf(pair) === step)
    if (item === undefined) break
    const name = isPair(item) ? startOf(item.key) : undefined
    node = isPair(item) ? item.value : item
    if (name !== undefined) found.name = name
    found.value = startOf(node) ?? found.name ?? 0
    // An empty value has its place after the colon, perhaps lines below: the name is what the writer looks for.
    if (isScalar(node) && node.value === null && !node.source) found.value = found.name ?? found.value
  }
  return found
}

function nameOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : ''
}

function startOf(node: unknown): number | undefined {
  const range =
    node && typeof node === 'object' && 'range' in node ? (node.range as number[] | null) : undefined
  return range?.[0]
}

/** One slip in YAML makes the parser stumble over the rest of the line: the first is the one to mend. */
function onePerLine(slips: readonly Slip[]): Slip[] {
  const lines = new Set<number>()
  return inReadingOrder(slips).filter(({ line }) => !lines.has(line) && lines.add(line))
}
