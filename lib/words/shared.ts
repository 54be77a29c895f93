type Shared = Pick<typeof import('./words.ts'), 'words' | 'languageOf'>

// In place of words.ts in the framework's bundle (next.config.mjs): each of its parts had all languages in it.
const key = Symbol.for('broadsheet.all-words')
const registry = globalThis as typeof globalThis & { [key]?: Shared }

/** @throws in a build, which shows no words */
function theirs(): Shared {
  const shared = registry[key]
  if (!shared) throw new Error('The words are not there: the server loads them before any page.')
  return shared
}

export const words: Shared['words'] = (lang) => theirs().words(lang)
export const languageOf: Shared['languageOf'] = (lang) => theirs().languageOf(lang)
