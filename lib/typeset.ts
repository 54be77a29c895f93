/**
 * A text with the spaces of its language: in French, none before `:`, `;`, `?`, `!` and inside « » lets a line begin or end
 * there (Imprimerie nationale, Lexique des règles typographiques: a narrow one before `;`, `?` and `!`). What was typed
 * without a space stays without.
 *
 * @param lang BCP 47
 */
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
