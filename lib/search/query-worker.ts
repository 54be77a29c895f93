import { setImmediate } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import '#lib/without-buffer-pool.ts'
import { codeOf, messageOf } from '#lib/errors.ts'
import { createCatalogue } from './catalogue.ts'
import { find, type Shelf, suggest } from './find.ts'
import { near } from './near.ts'
import { openReader } from './reader-store.ts'
import type { Query } from './search.ts'
import { type Stems, stemsIn } from './stems.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'

export type Ask =
  | { id: number; kind: 'find'; query: Query }
  | { id: number; kind: 'suggest'; q: string }
  | { id: number; kind: 'near'; slug: string; count: number }
  /** Rows that are other ones, or gone. */
  | { kind: 'changed'; ids: readonly number[] }

export type Told = { id?: number; value?: unknown; error?: { code: string; message: string } }

const slice = 5_000
/** Of more languages a query is not stemmed. */
const mostLanguages = 8
/** Texts, of which fewer are searched quickly also by cold code. */
const few = 1_000
const titlesToWarm = 20

const reader = openReader(String(workerData))
const docs = createCatalogue(reader.docs())
const shelf: Shelf = {
  ...{ reader, docs },
  words: createVocabulary([], new Uint32Array()),
  stemmers: await stemmersOf(),
}
let isReading = false
let isStale = false

async function stemmersOf(): Promise<Map<string, Stems>> {
  const some = new Map<string, Stems>()
  for (const lang of docs.languages().slice(0, mostLanguages)) some.set(lang, await stemsIn(lang))
  return some
}

/** In steps: who asks meanwhile is answered with the words of before. */
async function readWords(): Promise<Vocabulary> {
  const terms: string[] = []
  const counts: number[] = []
  for (;;) {
    const some = reader.words(terms.at(-1) ?? '', slice)
    for (const [term, count] of some) {
      terms.push(term)
      counts.push(count)
    }
    if (some.length < slice) break
    await setImmediate()
  }
  // SQLite compares bytes of UTF-8, which for a few signs is another order.
  const order = [...terms.keys()].sort((a, b) => ((terms[a] ?? '') < (terms[b] ?? '') ? -1 : 1))
  return createVocabulary(
    order.map((at) => terms[at] ?? ''),
    Uint32Array.from(order, (at) => counts[at] ?? 0),
  )
}

async function refresh(): Promise<void> {
  isStale = true
  if (isReading) return
  isReading = true
  while (isStale) {
    isStale = false
    shelf.stemmers = await stemmersOf()
    shelf.words = await readWords()
  }
  isReading = false
}

function answer(ask: Exclude<Ask, { kind: 'changed' }>): unknown {
  reader.refresh()
  if (ask.kind === 'find') return find(ask.query, shelf)
  return ask.kind === 'suggest' ? suggest(ask.q, shelf) : near(ask.slug, ask.count, shelf)
}

function take(ask: Ask): void {
  if (ask.kind === 'changed') {
    for (const id of ask.ids) {
      const row = reader.doc(id)
      if (row) docs.put(row)
      else docs.remove(id)
    }
    void refresh()
    return
  }
  try {
    parentPort?.postMessage({ id: ask.id, value: answer(ask) } satisfies Told)
  } catch (error) {
    const told: Told = { id: ask.id, error: { code: codeOf(error), message: messageOf(error) } }
    parentPort?.postMessage(told)
  }
}

/** The first searches take many times as long as later ones, until their code is compiled: in steps, so that who asks meanwhile is answered. */
async function warm(): Promise<void> {
  if (docs.count() < few) return
  for (const id of docs.byDate().slice(0, titlesToWarm))
    for (const q of queriesOf(reader.doc(id)?.title ?? '')) {
      await setImmediate()
      reader.refresh()
      find({ q }, shelf)
    }
}

/** As people type them: words, a phrase, a beginning, a slip. */
function queriesOf(title: string): string[] {
  const [first = '', second = '', third = ''] = title.split(/\s+/)
  const words = `${second} ${third}`
  return [words, `"${words}"`, `${first} ${second.slice(0, 4)}`, `${third.slice(0, 2)}${third.slice(3)}`]
}

await refresh()
parentPort?.on('message', (ask: Ask) => take(ask))
parentPort?.postMessage({} satisfies Told)
// What is wrong with the index is told to who asks.
await warm().catch(() => {})
