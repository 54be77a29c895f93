import type { ArticleState } from '#lib/articles/article.ts'
import type { Settings } from '#lib/env.ts'
import { openContent } from './open.ts'
import { counted, type Terminal } from './terminal.ts'

type Row = { state: string; day: string; slug: string; said: string }

/** In this order: what needs someone stands last, where a long list ends on a terminal. */
const states: readonly (ArticleState | 'faulty')[] = ['here', 'expired', 'scheduled', 'draft', 'faulty']
const words: Record<ArticleState | 'faulty', string> = {
  here: 'published',
  expired: 'expired',
  scheduled: 'scheduled',
  draft: 'draft',
  faulty: 'faulty',
}

/** Lists every article with its state, and every file that has faults. */
export async function list(settings: Settings, terminal: Terminal): Promise<number> {
  const library = await openContent(settings, terminal)
  if (!library) return 1
  library.close()
  const faults = new Map<string, number>()
  for (const { file } of library.faults()) faults.set(file, (faults.get(file) ?? 0) + 1)
  const byState = new Map<string, Row[]>(states.map((state) => [state, []]))
  for (const { article, state } of library.everything())
    byState.get(state)?.push({
      state: words[state],
      day: article.date.day,
      slug: article.slug,
      said: article.title.replace(/\p{Cc}+/gu, ' '),
    })
  for (const [file, number] of faults)
    byState.get('faulty')?.push({ state: words.faulty, day: '', slug: file, said: counted(number, 'fault') })
  const rows = [...byState.values()].flat()
  const width = (of: (row: Row) => string) => Math.max(0, ...rows.map((row) => of(row).length))
  const widths = {
    state: width((row) => row.state),
    day: 10,
    slug: Math.min(
      60,
      width((row) => row.slug),
    ),
  }
  for (const { state, day, slug, said } of rows)
    terminal.print(
      [state.padEnd(widths.state), day.padEnd(widths.day), slug.padEnd(widths.slug), said].join('  '),
    )
  const totals = states.map((state) => `${words[state]} ${byState.get(state)?.length ?? 0}`)
  terminal.print(`${rows.length ? '\n' : ''}${totals.join(', ')}`)
  if (faults.size) terminal.print('What is wrong, and where: npm run article -- check')
  return 0
}
