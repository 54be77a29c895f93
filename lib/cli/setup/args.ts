import { parseArgs } from 'node:util'
import { nearest } from '#lib/content/nearest.ts'
import { type Answers, questionNames, questions } from './answers.ts'

type Asked = { isHelp: boolean; folder: string | undefined; given: Partial<Answers> }

const flags = ['folder', ...questionNames] as const
type Flag = (typeof flags)[number]

/** Every wrong flag is told, not the first one alone. */
export function readArgs(args: readonly string[]): Asked | { problems: string[] } {
  const { values, tokens } = parseArgs({
    args: [...args],
    options: {
      ...Object.fromEntries(flags.map((flag) => [flag, { type: 'string' as const }])),
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  const problems: string[] = []
  const typed: Partial<Record<Flag, string>> = {}
  /** Indexes of what stood behind a flag that was told already. */
  const told = new Set<number>()
  for (const token of tokens) {
    if (token.kind === 'positional' && !told.has(token.index))
      problems.push(
        `“${token.value}” belongs to no flag: put a text with spaces in quotes, such as --name "Acorn Clinic"`,
      )
    if (token.kind !== 'option' || token.name === 'help') continue
    const flag = flags.find((name) => name === token.name)
    const value = token.value
    if (!flag) {
      problems.push(unknown(token.rawName))
      told.add(token.index + 1)
    } else if (value === undefined || (!token.inlineValue && /^--?[a-z]/.test(value))) {
      problems.push(`--${flag} needs a value, such as --${flag} ${examples[flag]}`)
      told.add(token.index + 2)
    } else if (typed[flag] !== undefined) problems.push(`--${flag} is given twice: write it once`)
    else typed[flag] = value
  }
  const { folder, ...rest } = typed
  if (folder !== undefined && !folder.trim())
    problems.push('--folder is empty: write where your folder is to be')
  const given: Partial<Answers> = {}
  for (const name of questionNames) {
    const text = rest[name]
    if (text === undefined) continue
    const checked = questions[name].check(text, given)
    if ('value' in checked) given[name] = checked.value
    else problems.push(`--${name}${/^“/.test(checked.problem) ? ':' : ''} ${checked.problem}`)
  }
  return problems.length ? { problems } : { isHelp: values.help === true, folder: folder?.trim(), given }
}

const examples: Readonly<Record<Flag, string>> = {
  folder: '../our-site',
  name: '"Acorn Clinic"',
  lang: 'en-GB',
  'time-zone': 'Europe/London',
  staff: 'desk@example.org',
  smtp: 'smtp://user:password@mail.example.org:587',
  url: 'https://www.example.org',
  promise: '24',
}

function unknown(rawName: string): string {
  const meant = nearest(rawName.replace(/^-+/, ''), flags)
  const known = flags.map((flag) => `--${flag}`).join(', ')
  return `${rawName} is no flag of this command. ${meant ? `Did you mean --${meant}?` : `It has ${known}`}`
}
