/** The heading that the compiler puts above footnotes: part of no text, so nobody links to it. */
export const notesId = 'footnote-label'
