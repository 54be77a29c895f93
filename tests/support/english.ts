import { IntlMessageFormat } from 'intl-messageformat'
import { catalogues, type Language } from '#lib/words/languages.ts'

type Element = ReturnType<InstanceType<typeof IntlMessageFormat>['getAst']>[number]

const literal = 0

/** What a message says around its values, in each of its plurals. */
function pieces(elements: readonly Element[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === literal) return [element.value.trim()]
    if ('children' in element) return pieces(element.children)
    return 'options' in element ? Object.values(element.options).flatMap(({ value }) => pieces(value)) : []
  })
}

const said = (message: string) => pieces(new IntlMessageFormat(message, 'en').getAst())

/** Shorter ones are words of other languages, too. */
const telling = (piece: string) => (piece.match(/\p{L}/gu) ?? []).length >= 4

const piecesOf = new Map<Language, string[]>()

function piecesIn(language: Language): string[] {
  const known = piecesOf.get(language) ?? [...new Set(Object.values(catalogues[language]).flatMap(said))]
  piecesOf.set(language, known)
  return known
}

/** Each piece of the English catalogue that stands in the text, outside of addresses, and is none of the language’s own. */
export function englishIn(text: string, language: Language): string[] {
  const line = text.replace(/(?:https?:|(?<!\S)\/)\S+/g, '').replace(/\s+/g, ' ')
  return foreignTo(language).filter((piece) => stands(piece, line))
}

const foreign = new Map<Language, string[]>()

/** The language's own words are long, and asked of thousands of texts. */
function foreignTo(language: Language): string[] {
  const known = foreign.get(language)
  if (known) return known
  const own = piecesIn(language).join('\n')
  const found = piecesIn('en').filter((piece) => telling(piece) && !own.includes(piece))
  foreign.set(language, found)
  return found
}

function stands(piece: string, line: string): boolean {
  if (!line.includes(piece.replace(/\s+/g, ' '))) return false
  const words = piece.replace(/\s+/g, ' ').replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  return new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, 'u').test(line)
}
