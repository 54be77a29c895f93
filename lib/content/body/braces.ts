/** The `{` that a reading of braces up to `end` left open; the outermost, as MDX counts. */
export function unclosedBrace(text: string, end: number): number | undefined {
  const seen = withoutCode(text.slice(0, end))
  const open: number[] = []
  for (let at = 0; at < seen.length; at++) {
    if (seen[at] === '\\') at++
    else if (seen[at] === '{') open.push(at)
    else if (seen[at] === '}') open.pop()
  }
  return open[0]
}

/** One past the `}` that closes the brace at `offset`; undefined when there is none. */
export function braceEnd(text: string, offset: number): number | undefined {
  let depth = 0
  for (let at = offset; at < text.length; at++) {
    if (text[at] === '{') depth++
    else if (text[at] === '}' && --depth === 0) return at + 1
  }
  return undefined
}

/** Blocks and spans of code are no braces of the article: blanked, every place kept. */
function withoutCode(text: string): string {
  const blank = (code: string) => code.replace(/[^\r\n]/g, ' ')
  return text
    .replace(/^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\1[`~]*[ \t]*$|(?![\s\S]))/gm, blank)
    .replace(/(?<!`)(`+)(?!`)(?:(?!\n\s*\n)[\s\S])*?(?<!`)\1(?!`)/g, blank)
}
