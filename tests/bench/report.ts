import { bars, line } from './drawing.ts'
import { goalsOf } from './goals.ts'
import { told } from './numbers.ts'
import type { Results } from './results.ts'
import type { ServingResult } from './serving.ts'

type Report = { text: string; pictures: Record<string, string> }

/** The page docs/benchmarks.md, and its pictures by file name. */
export function reportOf(
  results: Results,
  about: { plan: string; machine: string[]; minutes: number },
): Report {
  const { serving, content, mixed } = results
  const [article] = serving
  const largest = content.at(-1)
  const text = `# Benchmarks

Written by \`npm run bench\`${about.plan === 'full' ? '' : ` -- ${about.plan}`} (${told(about.minutes)} minutes). Compare the ratios: other machines have other absolutes.

${about.machine.map((fact) => `- ${fact}`).join('\n')}

## Goals

${table(
  ['figure', 'goal', 'measured', ''],
  goalsOf(results).map(({ figure, goal, measured, met }) => [
    figure,
    goal,
    measured,
    met === undefined ? 'not in this run' : met ? 'met' : '**missed**',
  ]),
)}

## Serving

Every server has one core to itself, the load the other; 32 connections, gzip, nothing pipelined. The same bytes come from
our site, from nginx (one worker, files) and from the runtime's bare HTTP server (in memory, three header lines where we
send twelve); plain \`next start\` has a page of the same words. After a warm-up the servers take turns, round by round.
The rate is the median of the rounds, the spread how far they lay apart; latencies are in milliseconds. “Busy” tells how
much of its core each side used: where the load's core is full and the server's is not, the rate is the load's limit.

![Requests a second for the article](pictures/bench-serving.svg)

${serving.map(servingTable).join('\n\n')}

## Weight

${weightOf(results)}

## Content

The build reads no content, so its time does not depend on it: an article is read when the site starts or when its file
changes, and rendered when it is first asked for. Start is \`npm start\` with the index of the last run, to the first article
answered, the median of three. Times in milliseconds, memory in MiB after every address below and then ${told(largest?.crawled ?? 0)} different articles (or
all there are) were asked for; addresses: first answer / next answer (from memory) / uncompressed kB.

![Start with so many articles](pictures/bench-start.svg)

${contentTable(results)}

## Writing

${writingOf(results)}

## Mixed load

${mixedOf(results)}

![Resident memory](pictures/bench-memory.svg)
`
  return {
    text,
    pictures: {
      'bench-serving.svg': bars(
        'Requests a second for the article, one core each',
        (article?.servers ?? []).map(({ server, perSecond }) => ({
          ...{ label: server, value: perSecond, told: told(perSecond), own: server === 'Broadsheet' },
        })),
      ),
      'bench-start.svg': bars(
        `Start and a dropped file, ${told(content[0]?.articles ?? 0)} to ${told(largest?.articles ?? 0)} articles`,
        content.flatMap(({ articles, start, dropped }) => [
          { label: `${told(articles)}: start`, value: start, told: `${told(start)} ms`, own: true },
          { label: 'dropped file', value: dropped, told: `${told(dropped)} ms` },
        ]),
      ),
      'bench-memory.svg': line('Resident memory under mixed load', mixed.samples, 'MiB'),
    },
  }
}

function servingTable({ what, bytes, servers }: ServingResult): string {
  const rate = (name: string) => servers.find(({ server }) => server === name)?.perSecond ?? Number.NaN
  const rows = servers.map(({ server, perSecond, spread, p50, p99, busy, faults }) => [
    server,
    told(perSecond),
    `${spread.toFixed(0)} %`,
    told(perSecond / rate('nginx')),
    told(perSecond / rate('bare node:http')),
    told(p50),
    told(p99),
    `${busy.server.toFixed(0)} / ${busy.load.toFixed(0)} %`,
    String(faults),
  ])
  const heads = ['requests/s', 'spread', 'to nginx', 'to bare', 'p50', 'p99', 'busy: server / load', 'faults']
  const missing = Number.isNaN(rate('nginx'))
    ? '\n\nnginx is not installed on this machine: no row for it.'
    : ''
  return table([`${what}, ${told(bytes)} bytes`, ...heads], rows) + missing
}

function weightOf({ weight }: Results): string {
  const { requests, bytes, byKind, pictures, scriptBytes, layoutShift } = weight
  const rows = Object.entries(byKind).map(([kind, sum]) => [kind, String(sum.requests), told(sum.bytes)])
  return `${table(
    ['first visit of the article in Chromium', 'requests', 'bytes'],
    [
      ...rows,
      ['**all without pictures**', String(requests), told(bytes)],
      ['pictures', String(pictures.requests), told(pictures.bytes)],
    ],
  )}

Script that runs before anything is touched: ${told(scriptBytes)} bytes, inline. Layout shift: ${layoutShift.toFixed(4)}.`
}

function contentTable({ content }: Results): string {
  const row = (name: string, of: (one: Results['content'][number]) => string) => [name, ...content.map(of)]
  const addresses = content[0]?.addresses ?? []
  return table(
    ['articles', ...content.map(({ articles }) => told(articles))],
    [
      row('start to first answer', ({ start }) => told(start)),
      row('dropped file to its page', ({ dropped }) => told(dropped)),
      row('resident memory', ({ memory }) => told(memory)),
      ...addresses.map(({ path }, index) =>
        row(`\`${path.replace(/\d+$/, (digits) => (path.includes('article-') ? 'N' : digits))}\``, (one) => {
          const { first = 0, next = 0, bytes = 0 } = one.addresses[index] ?? {}
          return `${told(first)} / ${told(next)} / ${told(bytes / 1000)}`
        }),
      ),
    ],
  )
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`
}

function writingOf({ writing }: Results): string {
  const { most, whileRead, readers, mailsPerSecond, replied } = writing
  const rows = [
    ['as many as can be, 16 at a time', most],
    [`${whileRead.asked} a second, evenly, while others read`, whileRead],
  ] as const
  return `Replies posted over HTTP, each in a transaction of its own that waits for the disk (\`synchronous=FULL\`), with its mail
to staff leaving at the same time; what was acknowledged was counted in the database afterwards.

${table(
  ['replies', 'stored a second', 'p50', 'p99', 'not taken'],
  rows.map(([name, { perSecond, p50, p99, refused }]) => [
    name,
    told(perSecond),
    told(p50),
    told(p99),
    String(refused),
  ]),
)}

Readers of the article had ${told(readers.alone.perSecond)} answers a second alone (p99 ${told(readers.alone.p99)} ms), and ${told(readers.meanwhile.perSecond)} meanwhile (p99 ${told(readers.meanwhile.p99)} ms):
${percent(readers.kept)}, the median of ${readers.shares.length} rounds (${readers.shares.map(percent).join(', ')}).
Readers and writers are two programs that share the load's core. The outbox sent ${told(mailsPerSecond)} mails a second to a mail server on this machine once nobody posted.

An article with ${told(replied.replies)} replies (${told(replied.bytes / 1000)} kB uncompressed) took ${told(replied.first)} ms to render once; then it was served ${told(replied.served.perSecond)} times
a second, p99 ${told(replied.served.p99)} ms.`
}

function mixedOf({ mixed }: Results): string {
  const { seen, seconds, early, late } = mixed
  const statuses = Object.entries(seen.statuses).map(([status, count]) => `${status}: ${told(count)}`)
  return `${told(seconds)} s of articles, lists, feeds, pictures, searches, wrong addresses and posts, good and bad, over 32
connections, one request in ten broken off by the visitor (${told(seen.aborted)} in all). ${told(seen.perSecond)} answers a second; by status:
${statuses.join(', ')}. After the warm-up, resident memory had a median of ${told(early)} MiB in the second quarter, and of
${told(late)} MiB in the last.`
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}
