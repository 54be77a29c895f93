import { createInterface } from 'node:readline/promises'
import type { Terminal } from '../terminal.ts'
import { type Answers, type QuestionName, questions } from './answers.ts'

/**
 * Asks at the terminal for what is missing; one that cannot be taken is asked for again.
 * @returns undefined when it was broken off
 */
export async function ask(
  missing: readonly QuestionName[],
  given: Partial<Answers>,
  { print }: Pick<Terminal, 'print'>,
): Promise<Partial<Answers> | undefined> {
  const answers = { ...given }
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  // A line may come before its question: what was pasted in one go is kept, too.
  const lines = terminal[Symbol.asyncIterator]()
  try {
    for (const [index, name] of missing.entries()) {
      const { asked, hint, usual, check } = questions[name]
      const byDefault = usual(answers)
      print(`\n${index + 1} of ${missing.length}  ${asked}${hint ? `\n${indented(hint)}` : ''}`)
      while (answers[name] === undefined) {
        terminal.setPrompt(`${margin}[${byDefault || 'none'}] `)
        terminal.prompt()
        const line = await lines.next()
        if (line.done) return undefined
        const typed = line.value.trim()
        const checked = typed ? check(typed, answers) : { value: byDefault }
        if ('value' in checked) answers[name] = checked.value
        else print(indented(refusal(checked.problem)))
      }
    }
    return answers
  } finally {
    terminal.close()
  }
}

function refusal(problem: string): string {
  return problem.startsWith('“') ? problem : `This ${problem}`
}

const margin = ' '.repeat(8)
/** Letters: what is left of a line of 80. */
const width = 70

function indented(text: string): string {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line && line.length + word.length >= width) lines.push(word)
    else lines[lines.length - 1] = line ? `${line} ${word}` : word
  }
  return lines.map((line) => margin + line).join('\n')
}
