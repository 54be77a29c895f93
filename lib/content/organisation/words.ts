import { IntlMessageFormat } from 'intl-messageformat'
import type { ChangedWords } from '#lib/words/changed.ts'
import { catalogues } from '#lib/words/languages.ts'
import { valuesIn } from '#lib/words/values-in.ts'
import { type Diagnostic, diagnostic } from '../lint/diagnostic.ts'
import { didYouMean, listed } from '../nearest.ts'
import type { Fields } from '../yaml.ts'

/** Words in place of ours, by their keys: each is a message of ICU that asks for no other value than ours does. */
export function checkWords(fields: Fields): { value: ChangedWords; diagnostics: Diagnostic[] } {
  const value: Record<string, string> = {}
  const diagnostics: Diagnostic[] = []
  for (const [key, typed] of Object.entries(fields.data ?? {})) {
    if (!Object.hasOwn(catalogues.en, key)) {
      const hint = didYouMean(key, Object.keys(catalogues.en)) || ' `npm run words` lists all of them.'
      const message = `there is no word with the key "${key}".${hint}`
      if (fields.hasName([key])) diagnostics.push(diagnostic('unknown-field', fields.nameAt([key]), message))
      continue
    }
    const problem = problemWith(key as keyof typeof catalogues.en, typed)
    if (problem) diagnostics.push(diagnostic('field-value', fields.valueAt([key]), problem))
    else value[key] = String(typed).trim()
  }
  return { value, diagnostics }
}

function problemWith(key: keyof typeof catalogues.en, typed: unknown): string | undefined {
  if (typeof typed !== 'string' || !typed.trim())
    return `"${key}" must be a text; to have ours again, remove this line`
  let asked: Set<string>
  try {
    asked = valuesIn(new IntlMessageFormat(typed, 'en').getAst())
  } catch {
    return `"${key}" cannot be read: a brace or a < in it is not closed, or stands for itself (then write '{' or '<')`
  }
  const known = valuesIn(new IntlMessageFormat(catalogues.en[key], 'en').getAst())
  const foreign = [...asked].find((name) => !known.has(name))
  if (!foreign) return undefined
  const ours = [...known]
  return `"${key}" asks for ${foreign}, which it is not given${ours.length ? `: it may have ${listed(ours)}` : ': it has no values'}`
}
