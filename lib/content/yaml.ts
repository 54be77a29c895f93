import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
  type YAMLMap,
} from 'yaml'
import { type Diagnostic, diagnostic, inReadingOrder } from './lint/diagnostic.ts'
import { type Dialect, ofArticles } from './lint/yaml-dialect.ts'
import { explainYaml, markProblem } from './lint/yaml-errors.ts'
import { cutTexts, nameOf, type YamlProblem } from './lint/yaml-texts.ts'
import { lineAt, type Place, placer } from './source.ts'

export type Fields = {
  /** Dates, numbers and words such as `true` are the strings that were typed. */
  data: Record<string, unknown> | undefined
  diagnostics: Diagnostic[]
  isSure: (line: number) => boolean
  nameAt: (path: readonly PropertyKey[]) => Place
  hasName: (path: readonly PropertyKey[]) => boolean
  whyEmpty: (path: readonly PropertyKey[]) => string | undefined
  valueAt: (path: readonly PropertyKey[]) => Place
  /** Advice as it is typed in these fields, where that is not YAML. */
  told?: (diagnostics: readonly Diagnostic[]) => Diagnostic[]
}

/** By YAML 1.2's core schema, in which no date, function or other object exists. */
export function readFields(yaml: string, file: string, start: number, dialect = ofArticles): Fields {
  const inFile = placer(file)
  const at = (offset: number) => inFile(start + offset)
  const diagnostics: Diagnostic[] = []
  const say = ({ ruleId, offset, message }: YamlProblem) => {
    diagnostics.push(diagnostic(ruleId, at(offset), message))
  }

  const tooMuch = outOfBounds(yaml, dialect.limits)
  const { document, broken } = tooMuch
    ? { ...readPast('', dialect), broken: [tooMuch] }
    : readPast(yaml, dialect)
  for (const problem of broken) say(problem)
  visit(document, {
    Alias: (_key, node) => say(markProblem(node, yaml, '*')),
    Value(_key, node) {
      if (node.anchor) say(markProblem(node, yaml, '&'))
      if (node.tag) say(markProblem(node, yaml, '!'))
      // What a number or `true` would be changed into is nobody's title.
      if (isScalar(node) && (typeof node.value === 'number' || typeof node.value === 'boolean'))
        node.value = node.source
    },
  })
  for (const problem of cutTexts(document, yaml, dialect)) say(problem)
  const { contents } = document
  if (dialect.isLong && isMap(contents)) for (const problem of namesTwice(contents)) say(problem)
  const top = Math.max(0, yaml.search(/\S/))
  const isEmpty = contents === null || (isScalar(contents) && contents.source === '')
  const isRead = dialect.list === undefined ? isMap(contents) : isSeq(contents)
  if (!isRead && !diagnostics.length && !isEmpty)
    say({ ruleId: 'yaml-line', offset: top, message: whyNoFields(yaml.slice(top), dialect) })

  const find = (path: readonly PropertyKey[]) =>
    nodesOn(contents, dialect.list === undefined ? path : path.slice(1), yaml)
  const ordered = onePerLine(diagnostics)
  return {
    data: isRead ? plainData(document, dialect) : undefined,
    diagnostics: ordered,
    isSure: (line) => !ordered.some((diagnostic) => diagnostic.line === line),
    nameAt: (path) => at(find(path).name ?? top),
    hasName(path) {
      const { name, isWhole } = find(path)
      return name !== undefined && isWhole === true
    },
    whyEmpty(path) {
      const { name, node } = find(path)
      if (!isScalar(node) || node.value !== null) return undefined
      const isEntry = typeof path.at(-1) === 'number'
      const before = isEntry ? '' : `${String(path.at(-1))}: `
      if (node.source) {
        const isText = dialect.isProse(String(path.findLast((step) => typeof step === 'string')))
        return isText
          ? `${node.source} means nothing in YAML: put it in quotes: ${before}"${node.source}"`
          : undefined
      }
      const from = isEntry ? yaml.lastIndexOf('-', startOf(node)) : name
      const comment = /^(?:[^\n:]*:|-)[ \t]+(#[^\r\n]*)/.exec(yaml.slice(from))?.[1]?.trim()
      return comment && `# begins a comment: put the text in quotes: ${before}"${comment}"`
    },
    valueAt: (path) => at(find(path).value ?? top),
  }
}

function whyNoFields(yaml: string, { example, isWhole, list }: Dialect): string {
  if (list) return `a list of ${list} is expected here, each of which begins with a hyphen: ${example}`
  const expected = 'fields are expected here, one on each line: name, colon, space, value'
  const [first = ''] = yaml.split(/\r?\n/)
  if (!isWhole) return expected
  if (/^[\w.-]+:\S/.test(first)) return `a space is missing after the colon: ${first.replace(':', ': ')}`
  const hyphen = /^- +[\w.-]+: /.test(first) ? '. Remove the hyphen before each' : ''
  return `${expected}, such as ${example}${hyphen}`
}

const mostLevels = 20

/** The parser reads nested lists in the square of their depth. */
function outOfBounds(
  yaml: string,
  { letters, lines: most, instead }: Dialect['limits'],
): YamlProblem | undefined {
  if (yaml.length > letters) {
    const message = `the fields are longer than ${letters.toLocaleString('en')} letters: ${instead}`
    return { ruleId: 'yaml-limit', offset: letters, message }
  }
  let lines = 0
  let open = 0
  for (let at = 0; at < yaml.length; at++) {
    const sign = yaml[at]
    if (sign === '\n') {
      lines++
      const nested = /^(?:[-?:][ \t]+)+/.exec(yaml.slice(at + 1, at + 1 + 4 * mostLevels))?.[0] ?? ''
      open += nested.replace(/[ \t]/g, '').length > mostLevels ? mostLevels + 1 : 0
    } else if (sign === '[' || sign === '{') open++
    else if (sign === ']' || sign === '}') open = Math.max(0, open - 1)
    if (open > mostLevels) {
      const message = `lists stand within lists more than ${mostLevels} times: write fewer`
      return { ruleId: 'yaml-limit', offset: at, message }
    }
    if (lines > most) {
      const message = `there are more than ${most} lines of fields: ${instead}`
      return { ruleId: 'yaml-limit', offset: at + 1, message }
    }
  }
  return undefined
}

/** Each error of spelling costs another parse. */
const mostErrors = 25

/** One error makes the parser stumble over what follows: its line is covered, and the parse begins again. */
function readPast(yaml: string, dialect: Dialect): { document: Document.Parsed; broken: YamlProblem[] } {
  const broken: YamlProblem[] = []
  let joined = 0
  for (let readable = yaml; ; ) {
    const document = parseDocument(readable, {
      prettyErrors: false,
      logLevel: 'silent',
      uniqueKeys: !dialect.isLong,
    })
    const isRepeated = ({ code }: YAMLError) => code === 'DUPLICATE_KEY'
    const error = document.errors.find((one) => !isRepeated(one))
    const problem = error && explainYaml(error, readable, document, dialect)
    if (problem?.quote && joined++ < mostErrors) {
      readable = withoutBreaks(readable, problem.quote)
      continue
    }
    const covered = problem && broken.length < mostErrors ? withoutLines(readable, problem) : readable
    if (problem) broken.push(problem)
    if (covered === readable) {
      for (const repeated of document.errors.filter(isRepeated))
        broken.push(explainYaml(repeated, readable, document, dialect))
      return { document, broken }
    }
    readable = covered
  }
}

/** Each line break becomes a space, so that every place stays where it is. */
function withoutBreaks(yaml: string, [from, to]: [number, number]): string {
  return yaml.slice(0, from) + yaml.slice(from, to).replace(/[\r\n]/g, ' ') + yaml.slice(to)
}

/** The name of the field that the first of them begins stays, so that nobody misses it. */
function withoutLines(
  yaml: string,
  { offset, ruleId, reach = offset }: Pick<YamlProblem, 'offset' | 'ruleId' | 'reach'>,
): string {
  const { start, text } = lineAt(yaml, reach)
  const isFirst = start <= offset
  const field = ruleId === 'yaml-indentation' ? /^[\w.-]+:[ \t]/ : /^ *(?:- +)?[\w.-]+:[ \t]/
  const name = (isFirst && field.exec(text)?.[0]) || ''
  const rest = (name ? 'x' : '#').repeat(text.length - name.length)
  const covered = yaml.slice(0, start) + name.replace('\t', ' ') + rest + yaml.slice(start + text.length)
  return isFirst ? covered : withoutLines(covered, { offset, ruleId, reach: start - 1 })
}

function plainData(document: Document.Parsed, { list }: Dialect): Record<string, unknown> | undefined {
  try {
    const data = document.toJS({ maxAliasCount: 0 })
    return list === undefined ? data : { [list]: data }
  } catch {
    // Only aliases make it throw, and each of these is an error by itself.
    return undefined
  }
}

type Found = { name?: number; value?: number; node?: unknown; isWhole?: boolean }

/** As far down the path as there is something. */
function nodesOn(root: Node | null, path: readonly PropertyKey[], yaml: string): Found {
  let node: unknown = root
  const found: Found = {}
  for (const [index, step] of path.entries()) {
    if (!isCollection(node) || (!isMap(node) && typeof step !== 'number')) break
    const items: unknown[] = node.items
    const item =
      typeof step === 'number' ? items[step] : isMap(node) ? pairsOf(node).get(String(step)) : undefined
    if (item === undefined) break
    const name = isPair(item) ? startOf(item.key) : undefined
    node = isPair(item) ? item.value : item
    found.node = node
    found.isWhole = index === path.length - 1
    if (name !== undefined) found.name = name
    found.value = startOf(node) ?? found.name ?? 0
    // An empty value has its place after the colon, perhaps lines below: the name is what the writer looks for.
    if (isScalar(node) && node.value === null && !node.source)
      found.value =
        typeof step === 'number' ? yaml.lastIndexOf('-', startOf(node)) : (found.name ?? found.value)
  }
  return found
}

function namesTwice(map: YAMLMap): YamlProblem[] {
  const first = pairsOf(map)
  return map.items
    .filter((pair) => first.get(nameOf(pair)) !== pair)
    .map((pair) => {
      const message = `the field "${nameOf(pair)}" stands here a second time: keep one`
      return { ruleId: 'yaml-duplicate', offset: startOf(pair.key) ?? 0, message }
    })
}

const pairsByName = new WeakMap<YAMLMap, ReadonlyMap<string, unknown>>()

/** A file of redirects has many thousand. */
function pairsOf(map: YAMLMap): ReadonlyMap<string, unknown> {
  const known = pairsByName.get(map)
  if (known) return known
  const pairs = new Map<string, unknown>()
  for (const pair of map.items) if (!pairs.has(nameOf(pair))) pairs.set(nameOf(pair), pair)
  pairsByName.set(map, pairs)
  return pairs
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined
}

function onePerLine(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const lines = new Set<number>()
  return inReadingOrder(diagnostics).filter(({ line }) => !lines.has(line) && lines.add(line))
}
