import type { IntlMessageFormat } from 'intl-messageformat'

type Part = ReturnType<IntlMessageFormat['getAst']>[number]

/** The values and tags that a message asks for, as they are written: `{name}`, `<link>`. */
export function valuesIn(parts: readonly Part[]): Set<string> {
  return new Set(parts.flatMap((part) => namesIn(part)))
}

/** The names of those that it uses as numbers. */
export function numbersIn(parts: readonly Part[]): Set<string> {
  return new Set(
    parts.flatMap((part): string[] => {
      const inside =
        'children' in part
          ? part.children
          : 'options' in part
            ? Object.values(part.options).flatMap(({ value }) => value)
            : []
      const isNumber = part.type === number || part.type === plural
      return [...(isNumber ? [part.value] : []), ...numbersIn(inside)]
    }),
  )
}

/** As the parser counts kinds of parts. */
const [number, plural] = [2, 6] as const

function namesIn(part: Part): string[] {
  if ('children' in part) return [`<${part.value}>`, ...part.children.flatMap((one) => namesIn(one))]
  const inside =
    'options' in part
      ? Object.values(part.options).flatMap(({ value }) => value.flatMap((one) => namesIn(one)))
      : []
  return 'value' in part && part.type !== 0 ? [`{${part.value}}`, ...inside] : inside
}
