import { changeOwnFiles, type OwnFiles } from '#lib/own-files.ts'
import { changeSite, defaults, type Site } from '#lib/site.ts'
import { changeTheme, defaultTheme, type Theme } from '#lib/theme.ts'
import { type ChangedWords, changeWords } from '#lib/words/changed.ts'
import type { FrontSection } from './front.ts'
import type { Redirect } from './redirects.ts'

/** What is the organisation's own, each from a file of its own in the content folder. */
export type OwnSettings = {
  site: Site
  theme: Theme
  words: ChangedWords
  redirects: readonly Redirect[]
  front: readonly FrontSection[]
}

export type Organisation = OwnSettings & {
  /** Logo and typeface. */
  files: OwnFiles
}

export const usual: Organisation = {
  site: defaults,
  theme: defaultTheme,
  words: {},
  redirects: [],
  front: [],
  files: {},
}

/** From here on every page, mail and feed is made with it. */
export function show({ site, theme, words, files }: Organisation): void {
  changeSite(site)
  changeTheme(theme)
  changeWords(words)
  changeOwnFiles(files)
}
