import type { Settings } from '#lib/config.ts'
import { lastGoodIn, loadOrganisation } from '#lib/content/organisation/load.ts'
import { site } from '#lib/site.ts'
import { catalogues } from '#lib/words/languages.ts'
import { languageOf } from '#lib/words/words.ts'
import { refuse, runCommand, type Terminal } from './terminal.ts'

const usage = `Usage:
  npm run words   every word of the interface in the site's language, one a line: its key for words.yml, a tab, the
                  text, which is the organisation's own where words.yml has one`

export async function listWords(
  args: readonly string[],
  settings: Pick<Settings, 'contentDir' | 'dataDir'>,
  terminal: Terminal,
): Promise<number> {
  if (args.length) return refuse(terminal, usage)
  const { words: own } = loadOrganisation(settings.contentDir, lastGoodIn(settings))
  const ours = catalogues[languageOf(site.lang) ?? 'en']
  const lines = Object.entries(ours).map(
    ([key, text]) => `${key}\t${(own[key] ?? text).replace(/\s+/g, ' ')}`,
  )
  terminal.print(lines.join('\n'))
  return 0
}

if (import.meta.main) await runCommand(listWords)
