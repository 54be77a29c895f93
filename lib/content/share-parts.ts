import type { Document, Mention } from './document.ts'

const none = Object.freeze<never[]>([]) as never[]
const known = new Map<string, object>()
const mostKnown = 2_000

/** The first of all that have this key, which must tell all of it. */
export function shared<Value extends object>(key: string, value: Value): Value {
  const first = known.get(key)
  if (first) return first as Value
  if (known.size >= mostKnown) known.clear()
  known.set(key, value)
  return value
}

/** Most of a hundred thousand articles name one of a few authors and topics, in the same lines: one object does for all. */
export function shareParts(document: Document): void {
  if (!document.diagnostics.length) document.diagnostics = none
  if (document.kind !== 'article') return
  const { named, fields, body } = document
  if (named?.author) named.author = sharedMentions(named.author)
  if (named?.topics) named.topics = sharedMentions(named.topics)
  if (fields?.author) fields.author = shared(`ids\n${fields.author.join('\n')}`, fields.author)
  if (fields?.topics) {
    const labels = fields.topics.map(({ slug, label }) => `${slug}\n${label}`)
    fields.topics = shared(`topics\n${labels.join('\n')}`, fields.topics)
  }
  if (body) body.length = shared(`length ${body.length.words} ${body.length.minutes}`, body.length)
}

function sharedMentions(some: Mention[]): Mention[] {
  return shared(`mentions\n${some.map(({ line, column, to }) => `${line}:${column} ${to}`).join('\n')}`, some)
}
