import type { Outcome } from './run.ts'

const columns = [
  'fault',
  'submissions',
  'accepted',
  'lost',
  'silent',
  'duplicates',
  'ghosts',
  'readers’ errors, p99',
  'cold pages’ errors',
  'back after',
  '/readyz meanwhile',
  'result',
]

export const tableHead = `| ${columns.join(' | ')} |\n| ${columns.map(() => '---').join(' | ')} |`

/** One row of a Markdown table. */
export function tableRow({ run, figures, failures, isBusy }: Outcome): string {
  const { duplicates, copies, ready } = figures
  const looks = Object.entries(ready).map(([status, times]) => `${status} ×${times}`)
  const cells = [
    `\`${run.name}\`: ${run.what}`,
    ...[figures.submissions, figures.accepted, figures.lost, figures.silent],
    copies ? `${duplicates}, kept ${copies}` : duplicates,
    figures.ghosts,
    `${figures.errors} of ${figures.asked}, ${Math.round(figures.p99)} ms${isBusy ? ' (busy machine)' : ''}`,
    `${figures.coldErrors} of ${figures.coldAsked}`,
    Number.isFinite(figures.back) ? `${figures.back.toFixed(1)} s` : 'never',
    looks.join(', ') || '–',
    failures.length ? `**failed**: ${failures.join('; ')}` : 'passed',
  ]
  return `| ${cells.map((cell) => String(cell).replaceAll('|', '/').replaceAll('\n', ' ')).join(' | ')} |`
}
