import type { Made } from './shortcodes.ts'
import { type Texts, unknown } from './texts.ts'

const logicNames = new Set(
  'if unless elsif elseif elif else case when for tablerow assign set capture comment increment decrement cycle break continue from import macro block extends filter paginate liquid layout with'.split(
    ' ',
  ),
)

export function isLogic(name: string): boolean {
  return logicNames.has(name)
}

type Tag = {
  name: string
  rest: string
  inner: () => string | undefined
  texts: Texts & { line: number }
}

/** Nothing is run: of a condition the first part stands, of a loop nothing. */
export function logic({ name, rest, inner, texts }: Tag): Made {
  if (name === 'comment' || name === 'macro' || name === 'from' || name === 'import') return ''
  if (name === 'assign' || name === 'set') {
    const [, variable, value] =
      /^\s*([\w.]+)\s*=\s*(?:"([^"]*)"|'([^']*)')\s*$/.exec(rest.replace(/=\s*'([^']*)'/, '="$1"')) ?? []
    if (variable && value !== undefined) texts.setVariable(variable, value)
    return ''
  }
  const text = inner() ?? ''
  if (name === 'for' || name === 'tablerow' || name === 'capture') {
    texts.tell('left-out', `template loops {% ${name} %}`, texts.line, rest.trim())
    return ''
  }
  if (name === 'if' || name === 'unless' || name === 'case' || name === 'when')
    texts.tell('converted', `template conditions {% ${name} %}, whose text stays`, texts.line, rest.trim())
  return text
}

/** `{{ "/x/" | url }}`, `{{ site.baseurl }}`, `{{ page.title }}`. */
export function outputOf(expression: string, texts: Texts & { line: number }): string {
  const [head = '', ...filters] = expression.split('|').map((part) => part.trim())
  const literal = /^(?:"([^"]*)"|'([^']*)')$/.exec(head)
  if (literal) {
    const text = literal[1] ?? literal[2] ?? ''
    const person = filters.some((filter) => /team|author|person|people|photo|member/i.test(filter))
    if (!person) return text
    if (filters.some((filter) => /photo|image|avatar/i.test(filter))) return ''
    return texts.person(text) ?? text
  }
  const name = head.replace(/^[.$]+/, '').replace(/\["(\w+)"\]/g, '.$1')
  const value = texts.variable(name)
  if (value !== undefined) return value
  if (/^\d+(?:\.\d+)?$/.test(head)) return head
  texts.tell(
    'left-out',
    'template values {{ … }} that only the old site knows',
    texts.line,
    head.slice(0, 80),
  )
  return unknown
}
