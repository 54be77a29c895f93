export function dedent(text: string): string {
  const lines = text.split('\n')
  const widths = lines.filter((line) => line.trim()).map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0)
  const least = widths.length ? Math.min(...widths) : 0
  return least ? lines.map((line) => line.slice(least)).join('\n') : text
}
