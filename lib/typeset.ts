/** French keeps a space before `:;?!` and inside « », narrow before `;?!` (Imprimerie nationale, Lexique). */
export function typeset(text: string, lang: string): string {
  if (!isFrench(lang)) return text
  return text
    .replace(/[ \t\n]+(?=[;?!])/g, '\u202f')
    .replace(/[ \t\n]+(?=[:»])/g, '\u00a0')
    .replace(/«[ \t\n]+/g, '«\u00a0')
}

export function isFrench(lang: string): boolean {
  return /^fr(?:-|$)/i.test(lang)
}
