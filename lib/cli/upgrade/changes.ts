/** What stands in the new CHANGELOG.md under headings that the old one does not have, or has with other words. */
export function newPart(before: string, after: string): string {
  const known = new Set(sections(before))
  return sections(after)
    .filter((section) => !known.has(section))
    .join('\n\n')
}

function sections(text: string): string[] {
  return text
    .split(/^(?=## )/m)
    .filter((part) => part.startsWith('## '))
    .map((part) => part.trim())
    .filter((part) => part.includes('\n'))
}
