import type { Settings } from '#lib/config.ts'
import type { Article, FileState } from '#lib/content/article.ts'
import { faultsInWords, stateInWords } from '#lib/content/file-state.ts'
import { site } from '#lib/site.ts'
import { formatMoment, inEnglish, localStamp } from '#lib/time/format.ts'
import { words as english } from '#lib/words/words.ts'
import type { Terminal } from '../terminal.ts'
import { filesAsShown } from './files.ts'
import { openContent } from './open.ts'

type Row = { state: string; day: string; slug: string; when: string; said: string }

/** What needs someone stands last, where a long list ends on a terminal. */
const words: Record<FileState['state'], string> = {
  here: 'published',
  expired: 'expired',
  scheduled: 'scheduled',
  draft: 'draft',
  held: 'faulty',
  outdated: 'faulty',
}

export async function list(settings: Settings, terminal: Terminal): Promise<number> {
  const library = await openContent(settings, terminal)
  if (!library) return 1
  const files = await filesAsShown(library, settings)
  library.close()
  const listed = newestFirst(files).filter(({ state, item }) => state !== 'here' || !item || isArticle(item))
  const byWord = Map.groupBy(listed, ({ state }) => words[state])
  const inOrder = [...new Set(Object.values(words))]
  const rows = inOrder.flatMap((word) => byWord.get(word) ?? []).map(rowOf)
  const width = (column: keyof Row) => Math.max(0, ...rows.map((row) => row[column].length))
  const widths = { state: width('state'), slug: Math.min(60, width('slug')), when: width('when') }
  for (const { state, day, slug, when, said } of rows) {
    const columns = [state.padEnd(widths.state), day.padEnd(10), slug.padEnd(widths.slug)]
    if (widths.when) columns.push(when.padEnd(widths.when))
    terminal.print([...columns, said].join('  ').trimEnd())
  }
  const totals = inOrder.map((word) => `${word} ${byWord.get(word)?.length ?? 0}`)
  terminal.print(`${rows.length ? '\n' : ''}${totals.join(', ')}`)
  if (files.some(({ errors, warnings }) => errors || warnings))
    terminal.print('What is wrong, and where: npm run article -- check')
  return 0
}

function newestFirst(files: readonly FileState[]): FileState[] {
  const at = ({ item }: FileState) => (item && isArticle(item) ? item.date.at : 0)
  return files.toSorted((a, b) => at(b) - at(a))
}

function isArticle(item: NonNullable<FileState['item']>): item is Article {
  return 'topics' in item
}

function rowOf(file: FileState): Row {
  const { state, item } = file
  const isFaulty = words[state] === 'faulty'
  const article = !isFaulty && item && isArticle(item) ? item : undefined
  const faults = faultsInWords(file, english('en'))
  const said = isFaulty
    ? stateInWords(file, inEnglish(site), english('en'))
    : item?.title.replace(/\p{Cc}+/gu, ' ')
  return {
    state: words[state],
    day: article?.date.day ?? '',
    slug: article?.slug ?? file.file,
    when: article ? whenOf(article, state) : '',
    said: [said, faults && `(${faults})`].filter(Boolean).join(' '),
  }
}

function whenOf({ date, expires }: Article, state: FileState['state']): string {
  if (state === 'scheduled') return `appears ${shortly(date.at)}`
  return state === 'expired' && expires ? `gone since ${shortly(expires.at)}` : ''
}

/** `2026-11-23 09:15 (GMT)` */
function shortly(at: number): string {
  const [zone = ''] = /\([^()]*\)$/.exec(formatMoment(at, inEnglish(site))) ?? []
  return `${localStamp(at, site.timeZone).slice(0, 16)} ${zone}`
}
