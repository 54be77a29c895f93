import type { Settings } from '#lib/config.ts'
import type { Article, ArticleState, FileState } from '#lib/content/article.ts'
import { faultsInWords, stateInWords } from '#lib/content/file-state.ts'
import { site } from '#lib/site.ts'
import { formatMoment, localStamp } from '#lib/time/format.ts'
import { filesAsShown } from './files.ts'
import { openContent } from './open.ts'
import type { Terminal } from './terminal.ts'

type Row = { state: string; day: string; slug: string; when: string; said: string }
type Group = ArticleState | 'faulty'

/** What needs someone stands last, where a long list ends on a terminal. */
const states: readonly Group[] = ['here', 'expired', 'scheduled', 'draft', 'faulty']
const words: Record<Group, string> = {
  here: 'published',
  expired: 'expired',
  scheduled: 'scheduled',
  draft: 'draft',
  faulty: 'faulty',
}

export async function list(settings: Settings, terminal: Terminal): Promise<number> {
  const library = await openContent(settings, terminal)
  if (!library) return 1
  const files = await filesAsShown(library, settings)
  library.close()
  const byState = new Map<Group, Row[]>(states.map((state) => [state, []]))
  for (const file of newestFirst(files)) {
    const isPage = file.item && !('topics' in file.item)
    if (isPage && file.state === 'here') continue
    const group = file.state === 'held' || file.state === 'outdated' ? 'faulty' : file.state
    byState.get(group)?.push(rowOf(file, words[group]))
  }
  const rows = [...byState.values()].flat()
  const width = (of: (row: Row) => string) => Math.max(0, ...rows.map((row) => of(row).length))
  const widths = {
    state: width((row) => row.state),
    day: 10,
    slug: Math.min(
      60,
      width((row) => row.slug),
    ),
    when: width((row) => row.when),
  }
  for (const { state, day, slug, when, said } of rows) {
    const columns = [state.padEnd(widths.state), day.padEnd(widths.day), slug.padEnd(widths.slug)]
    if (widths.when) columns.push(when.padEnd(widths.when))
    terminal.print([...columns, said].join('  ').trimEnd())
  }
  const totals = states.map((state) => `${words[state]} ${byState.get(state)?.length ?? 0}`)
  terminal.print(`${rows.length ? '\n' : ''}${totals.join(', ')}`)
  if (files.some(({ errors, warnings }) => errors || warnings))
    terminal.print('What is wrong, and where: npm run article -- check')
  return 0
}

function newestFirst(files: readonly FileState[]): FileState[] {
  const at = ({ item }: FileState) => (item && 'topics' in item ? item.date.at : 0)
  return files.toSorted((a, b) => at(b) - at(a))
}

function rowOf(file: FileState, state: string): Row {
  const isFaulty = file.state === 'held' || file.state === 'outdated'
  const article = !isFaulty && file.item && 'topics' in file.item ? file.item : undefined
  const title = file.item?.title.replace(/\p{Cc}+/gu, ' ')
  const faults = faultsInWords(file)
  const said = isFaulty ? stateInWords(file, site) : title
  return {
    state,
    day: article?.date.day ?? '',
    slug: article?.slug ?? file.file,
    when: article ? whenOf(article, file.state) : '',
    said: [said, faults && `(${faults})`].filter(Boolean).join(' '),
  }
}

function whenOf({ date, expires }: Article, state: FileState['state']): string {
  if (state === 'scheduled') return `appears ${shortly(date.at)}`
  return state === 'expired' && expires ? `gone since ${shortly(expires.at)}` : ''
}

/** `2026-11-23 09:15 (GMT)` */
function shortly(at: number): string {
  const [zone = ''] = /\([^()]*\)$/.exec(formatMoment(at, site)) ?? []
  return `${localStamp(at, site.timeZone).slice(0, 16)} ${zone}`
}
