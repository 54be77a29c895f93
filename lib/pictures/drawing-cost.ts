import { SaxesParser } from 'saxes'
import { inOneGo, inSteps } from '#lib/steps.ts'

type Part = { name: string; children: Part[]; refs: string[]; cost: number | undefined }

/** Of a part that is named: masks and filters are drawn as pictures of their own. */
const weights: Readonly<Record<string, number>> = {
  mask: 20,
  filter: 20,
  pattern: 20,
  marker: 2,
  clippath: 2,
}
const filterStep = 20

/** Parts drawn by being named elsewhere: of more, one takes seconds. */
export const mostRepeated = 4000
const deepest = 500

/**
 * How many parts are drawn again because others name them: `<use>` of what holds `<use>`, and its like.
 *
 * @returns infinity for more than a drawing may have
 */
export function repeatedParts(svg: string): number {
  return inOneGo(read(svg))
}

/** The same of a large one, with room for others meanwhile. */
export function repeatedPartsInTurn(svg: string): Promise<number> {
  return inSteps(read(svg))
}

/** Letters that are read before others have their turn. */
const slice = 50_000

function* read(svg: string): Generator<undefined, number> {
  // Most name nothing.
  if (!/<(?:[\w-]+:)?use\b|url\(|href/i.test(svg)) return 0
  const parser = createParser()
  try {
    for (let at = 0; at < svg.length; at += slice) {
      parser.write(svg.slice(at, at + slice))
      yield
    }
  } catch (error) {
    if (error === tooDeep) return Number.POSITIVE_INFINITY
    // What cannot be read is judged by whoever draws it.
  }
  return countIn(parser.parts())
}

const tooDeep = new Error('too deep')
const mostErrors = 100

function countIn({ all, byId }: ReturnType<ReturnType<typeof createParser>['parts']>): number {
  let steps = 0

  function costOf(part: Part, depth: number): number {
    if (part.cost !== undefined) return part.cost
    if (depth > deepest || ++steps > 500_000) return Number.POSITIVE_INFINITY
    // One that names itself is not drawn.
    part.cost = 0
    let cost = /^fe[A-Z]/.test(part.name) ? filterStep : 1
    for (const child of part.children) cost += costOf(child, depth + 1)
    for (const id of part.refs) {
      const named = byId.get(id)
      if (named) cost += (weights[named.name.toLowerCase()] ?? 1) + costOf(named, depth + 1)
    }
    part.cost = cost
    return cost
  }

  const [root] = all
  const repeated = root ? costOf(root, 0) - all.length : 0
  return repeated > mostRepeated ? Number.POSITIVE_INFINITY : Math.max(repeated, 0)
}

function createParser() {
  const parser = new SaxesParser()
  const all: (Part & { classes: string[] })[] = []
  const byId = new Map<string, Part>()
  const open: Part[] = []
  let style = ''
  let errors = 0
  parser.on('error', (error) => {
    // Entities of a document type, as drawing programs write them, are unknown here.
    if (++errors > mostErrors || !/entity/.test(error.message)) throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const local = name.replace(/^.*:/, '')
    const values = Object.entries(attributes)
    const refs = values.flatMap(([attribute, value]) => [
      ...(/(?:^|:)href$/.test(attribute) && isOfUse.test(local) && value.startsWith('#')
        ? [value.slice(1)]
        : []),
      ...namedIn(value),
    ])
    const classes = (attributes.class ?? '').split(/\s+/).filter(Boolean)
    const part = { name: local, children: [], refs, cost: undefined, classes }
    if (attributes.id !== undefined && !byId.has(attributes.id)) byId.set(attributes.id, part)
    open.at(-1)?.children.push(part)
    open.push(part)
    if (open.length > deepest) throw tooDeep
    all.push(part)
  })
  parser.on('closetag', () => void open.pop())
  const keep = (text: string) => {
    if (open.at(-1)?.name === 'style') style += text
  }
  parser.on('text', keep)
  parser.on('cdata', keep)
  return {
    write: (text: string) => void parser.write(text),
    parts() {
      if (style.includes('url(')) placeStyles(style, all)
      return { all, byId }
    },
  }
}

const isOfUse = /^(?:use|pattern|filter|feImage|tref|textPath|mpath)$/i

function namedIn(text: string): string[] {
  return text.includes('url(')
    ? [...text.matchAll(/url\(\s*["']?#([^"')\s]+)/g)].map(([, id = '']) => id)
    : []
}

/** A rule for a class is that of each part which has it, any other of all. */
function placeStyles(style: string, all: readonly (Part & { classes: string[] })[]): void {
  const byClass = new Map<string, string[]>()
  const ofAll: string[] = []
  for (const [, selector = '', body = ''] of style.matchAll(/([^{}]*)\{([^{}]*)\}/g)) {
    const named = namedIn(body)
    if (!named.length) continue
    const classes = [...selector.matchAll(/\.([\w-]+)/g)].map(([, one = '']) => one)
    if (!classes.length) ofAll.push(...named)
    for (const one of classes) byClass.set(one, [...(byClass.get(one) ?? []), ...named])
  }
  for (const part of all) part.refs.push(...ofAll, ...part.classes.flatMap((one) => byClass.get(one) ?? []))
}
