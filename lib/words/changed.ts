/** What the organisation's words.yml says in place of our words, by their keys. */
export type ChangedWords = Readonly<Record<string, string>>

// The server and the framework's bundle each load their own copy of this module.
const key = Symbol.for('broadsheet.words')
const registry = globalThis as typeof globalThis & { [key]?: ChangedWords }

export function changeWords(words: ChangedWords): void {
  registry[key] = words
}

export function changedWords(): ChangedWords {
  return registry[key] ?? {}
}
