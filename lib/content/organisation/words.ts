import { IntlMessageFormat } from 'intl-messageformat'
import { messageOf } from '#lib/errors.ts'
import { defaults } from '#lib/site.ts'
import type { ChangedWords } from '#lib/words/changed.ts'
import { catalogues, languages } from '#lib/words/languages.ts'
import { numbersIn, valuesIn } from '#lib/words/values-in.ts'
import { type Diagnostic, diagnostic } from '../lint/diagnostic.ts'
import { didYouMean, listed } from '../nearest.ts'
import type { Fields } from '../yaml.ts'

/** Words in place of ours, by their keys: each is a message of ICU that asks for no other value than ours does. */
export function checkWords(fields: Fields): { value: ChangedWords; diagnostics: Diagnostic[] } {
  const value: Record<string, string> = {}
  const diagnostics: Diagnostic[] = []
  for (const [key, typed] of Object.entries(fields.data ?? {})) {
    if (!Object.hasOwn(catalogues.en, key)) {
      const message = `there is no word with the key "${key}".${hintFor(key, typed)}`
      if (fields.hasName([key]))
        diagnostics.push(diagnostic('unknown-setting', fields.nameAt([key]), message))
      continue
    }
    const problem = problemWith(key as keyof typeof catalogues.en, typed)
    const place = fields.valueAt([key])
    if (problem && fields.isSure(place.line)) diagnostics.push(diagnostic('field-value', place, problem))
    if (!problem) value[key] = String(typed).trim()
  }
  return { value, diagnostics }
}

function hintFor(key: string, typed: unknown): string {
  const [inside, text] =
    typeof typed === 'object' && typed && !Array.isArray(typed) ? (Object.entries(typed)[0] ?? []) : []
  if (inside !== undefined)
    return ` Keys are written in one piece, such as ${key}.${inside}: ${typeof text === 'string' ? text : '…'}`
  if (Object.hasOwn(defaults, key)) return ' It stands in site.yml beside this file: write it there'
  const ours = languages
    .flatMap((language) => Object.entries(catalogues[language]))
    .find(([, text]) => text === key)
  if (ours) return ` Did you mean "${ours[0]}"?`
  return didYouMean(key, Object.keys(catalogues.en)) || ' `npm run words` lists all of them.'
}

type Key = keyof typeof catalogues.en

function problemWith(key: Key, typed: unknown): string | undefined {
  if (typeof typed !== 'string' || !typed.trim())
    return `"${key}" must be a text; to have ours again, remove this line`
  const own = readMessage(typed)
  if ('problem' in own) return `"${key}" ${own.problem}`
  const ours = new IntlMessageFormat(catalogues.en[key], 'en')
  const known = valuesIn(ours.getAst())
  const asked = valuesIn(own.message.getAst())
  const foreign = [...asked].find((name) => !known.has(name))
  if (foreign) {
    const may = known.size ? `it may have ${listed([...known])}` : 'it has no values'
    return `"${key}" asks for ${foreign}, which it is not given: ${may}`
  }
  // ICU would take the braces for letters.
  const [, taken] = /'(\{\w+\}|<\w+>)/.exec(typed) ?? []
  if (taken && !asked.has(taken))
    return `"${key}" has a straight apostrophe before ${taken}, which makes letters of it: write ’${taken}`
  return unusable(own.message, ours)
    ? `"${key}" uses a value as another kind than it is: write it as we do: ${catalogues.en[key]}`
    : undefined
}

function readMessage(typed: string): { message: IntlMessageFormat } | { problem: string } {
  try {
    return { message: new IntlMessageFormat(typed, 'en') }
  } catch (error) {
    const kind = messageOf(error)
    if (kind === 'MISSING_OTHER_CLAUSE')
      return { problem: 'has forms, but none for all other cases: add other {…} behind the last one' }
    const isTag = /TAG/.test(kind)
    return {
      problem: isTag
        ? "has a < that begins no tag, or a tag that is not closed: close it, such as <email></email>, or write '<' for the sign itself"
        : "has a brace that is not closed, or that holds no name: write {name}, or '{' for the sign itself",
    }
  }
}

/** Whether the message fails, or says NaN, with values of the kinds that ours is given. */
function unusable(own: IntlMessageFormat, ours: IntlMessageFormat): boolean {
  const numbers = numbersIn(ours.getAst())
  const values = [...valuesIn(ours.getAst())].map((name) => {
    const plain = name.slice(1, -1)
    const tag = (children: readonly unknown[]) => children.join('')
    return [plain, name.startsWith('<') ? tag : numbers.has(plain) ? 2 : 'word']
  })
  try {
    return /NaN|Invalid/.test(String(own.format(Object.fromEntries(values))))
  } catch {
    return true
  }
}
