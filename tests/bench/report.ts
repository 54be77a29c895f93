import { ownFile } from './deployed.ts'
import { bars, line } from './drawing.ts'
import { type Goal, goalsOf, largeGoals } from './goals.ts'
import type { LargeResult } from './large.ts'
import { format, median } from './numbers.ts'
import type { Results } from './results.ts'
import type { Served, ServingResult } from './serving.ts'

type Report = { text: string; pictures: Record<string, string> }

/** The page docs/benchmarks.md, and its pictures by file name. */
export function reportOf(
  results: Results,
  about: { plan: string; machine: string[]; minutes: number },
): Report {
  const { serving, content, mixed } = results
  const [visit] = serving
  const largest = content.at(-1)
  const text = `# Benchmarks

Written by \`npm run bench\`${about.plan === 'full' ? '' : ` -- ${about.plan}`} (${format(about.minutes)} minutes). Compare the ratios: other machines have other absolutes.

${about.machine.map((fact) => `- ${fact}`).join('\n')}

## Goals

${goalTable(goalsOf(results))}

## Serving

What people send: a **first visit** is a GET of an article, a **revalidation** the same by a browser that has it
(\`If-None-Match\`, answered 304), an **unknown address** a 404, the **expired article** a 410 and the **old address** a 308,
no two addresses of these three alike. Every server has one core to itself, the load the other; 32 connections, gzip,
nothing pipelined, wrk where it is installed. The same bytes come from our site, from nginx (one worker, files) and from
the runtime's bare HTTP server (in memory, three header lines where we send twelve); plain \`next start\` has a page of the
same words. After a warm-up the servers take turns, round by round. An unexpected status ends the run.

The rate is the median of the rounds, the spread how far they lay apart; latencies are in milliseconds. Among the goals a
ratio is the median of the rounds' ratios, for what disturbs a machine for a while disturbs a round of both. “Busy” tells how
much of its core each side used: where the load's core is full and the server's is not, the rate is the load's limit. “A
busy second” is the rate for each second of processor time that the server used: look at it where others use the machine.

![Requests a second for the first visit](pictures/bench-serving.svg)

${serving.map((row) => servingTable(row, serving)).join('\n\n')}
${hasNginx(results) ? '' : '\nnginx is not installed on this machine (package nginx): no rows for it.\n'}
## As deployed

The first visit once more, over TLS and HTTP/2 (h2load, 32 connections, one request at a time on each), asked of nginx,
which asks the site behind it: over **a connection each**, as \`proxy_pass\` does by default (HTTP/1.0), over **kept
connections** (\`keepalive\`), and with a **cache of 1 s** (\`proxy_cache_use_stale updating; proxy_cache_background_update
on\`, as [run.md](run.md) has it). nginx and what stands behind it share one core. Beside it: the same nginx that sends the
same bytes as its own file, and the bare server behind the same nginx.

${deployedOf(results)}

## Weight

${weightOf(results)}

## Content

The build reads no content, so its time does not depend on it: an article is read when the site starts or when its file
changes, and rendered when it is first asked for. Start is \`npm start\` with the index of the last run, to the first article
answered, the median of three. Times in milliseconds, memory in MiB after every address below and then ${format(largest?.crawled ?? 0)} different articles (or
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
        'Requests a second for the first visit, one core each',
        (visit?.servers ?? []).map(({ server, perSecond }) => ({
          ...{ label: server, value: perSecond, shown: format(perSecond), own: server === 'Broadsheet' },
        })),
      ),
      'bench-start.svg': bars(
        `Start and a dropped file, ${format(content[0]?.articles ?? 0)} to ${format(largest?.articles ?? 0)} articles`,
        content.flatMap(({ articles, start, dropped }) => [
          { label: `${format(articles)}: start`, value: start, shown: `${format(start)} ms`, own: true },
          { label: 'dropped file', value: dropped, shown: `${format(dropped)} ms` },
        ]),
      ),
      'bench-memory.svg': line('Resident memory under mixed load', mixed.samples, 'MiB'),
    },
  }
}

function goalTable(goals: readonly Goal[]): string {
  return table(
    ['figure', 'goal', 'measured', ''],
    goals.map(({ figure, goal, measured, met }) => [
      ...[figure, goal, measured],
      met === undefined ? 'not in this run' : met ? 'met' : '**missed**',
    ]),
  )
}

function servingTable({ what, bytes, servers }: ServingResult, all: readonly ServingResult[]): string {
  const rate = (name: string) => servers.find(({ server }) => server === name)?.perSecond ?? Number.NaN
  const own = all[0]?.servers.find(({ server }) => server === 'Broadsheet')?.perSecond ?? Number.NaN
  const rows = servers.map(({ server, perSecond, spread, p50, p99, busy, broken }) => [
    server,
    format(perSecond),
    `${spread.toFixed(0)} %`,
    format(perSecond / rate('nginx')),
    format(perSecond / rate('bare node:http')),
    server === 'Broadsheet' ? format(perSecond / own) : '',
    format(p50),
    format(p99),
    ...busyOf({ perSecond, busy }),
    String(broken),
  ])
  const ratios = ['to nginx', 'to bare', 'to own first visit']
  const heads = ['requests/s', 'spread', ...ratios, 'p50', 'p99', ...busyHeads, 'broken off']
  return table([`${what}, ${format(bytes)} bytes`, ...heads], rows)
}

const busyHeads = ['busy: server / load', 'a busy second']

function busyOf({ perSecond, busy }: Pick<Served, 'perSecond' | 'busy'>): string[] {
  return [`${busy.server.toFixed(0)} / ${busy.load.toFixed(0)} %`, format((perSecond / busy.server) * 100)]
}

function hasNginx({ serving }: Results): boolean {
  return serving.some(({ servers }) => servers.some(({ server }) => server === 'nginx'))
}

function deployedOf({ deployed: { missing, ways, seen } }: Results): string {
  if (missing.length) return `Not measured: ${missing.join(', ')} not installed on this machine.`
  const rate = (name: string) => ways.find(({ what }) => what === name)?.served.perSecond ?? Number.NaN
  const rows = ways.map(({ what, served }) => [
    what,
    format(served.perSecond),
    `${served.spread.toFixed(0)} %`,
    format(served.perSecond / rate(ownFile)),
    what.startsWith('Broadsheet')
      ? format(served.perSecond / rate(what.replace('Broadsheet', 'bare node:http')))
      : '',
    ...busyOf(served),
  ])
  const heads = ['requests/s', 'spread', 'to its own file', 'to bare, the same way', ...busyHeads]
  return `${table(['over TLS and HTTP/2', ...heads], rows)}

${format(seen.after.length)} changes of the article behind that cache were seen by a reader who asks all the time after ${format(median(seen.after) / 1000)} s in
the median and ${format(Math.max(...seen.after) / 1000)} s at worst, from the change of the file. Not so for a page that is seldom read: nginx shows the
first who comes what it has, and asks meanwhile. Of ${format(seen.lone)} lone readers who came three seconds after a change, ${format(seen.late)} were
shown the old text, \`inactive=1s\` or not.`
}

function weightOf({ weight }: Results): string {
  const { requests, bytes, byKind, pictures, scriptBytes, layoutShift } = weight
  const rows = Object.entries(byKind).map(([kind, sum]) => [kind, String(sum.requests), format(sum.bytes)])
  return `${table(
    ['first visit of the article in Chromium', 'requests', 'bytes'],
    [
      ...rows,
      ['**all without pictures**', String(requests), format(bytes)],
      ['pictures', String(pictures.requests), format(pictures.bytes)],
    ],
  )}

Script that runs before anything is touched: ${format(scriptBytes)} bytes, inline. Layout shift: ${layoutShift.toFixed(4)}.`
}

function contentTable({ content }: Results): string {
  const row = (name: string, of: (one: Results['content'][number]) => string) => [name, ...content.map(of)]
  const addresses = content[0]?.addresses ?? []
  return table(
    ['articles', ...content.map(({ articles }) => format(articles))],
    [
      row('start to first answer', ({ start }) => format(start)),
      row('dropped file to its page', ({ dropped }) => format(dropped)),
      row('resident memory', ({ memory }) => format(memory)),
      ...addresses.map(({ path }, index) =>
        row(`\`${path.replace(/\d+$/, (digits) => (path.includes('article-') ? 'N' : digits))}\``, (one) => {
          const { first = 0, next = 0, bytes = 0 } = one.addresses[index] ?? {}
          return `${format(first)} / ${format(next)} / ${format(bytes / 1000)}`
        }),
      ),
    ],
  )
}

/** The page docs/benchmarks-large.md. */
export function largeReportOf(
  results: readonly LargeResult[],
  about: { machine: string[]; minutes: number },
): string {
  const row = (name: string, of: (one: LargeResult) => string) => [name, ...results.map(of)]
  const addresses = results[0]?.addresses ?? []
  return `# Large sites

Written by \`npm run bench -- large\` (${format(about.minutes)} minutes). How many articles a site can hold on one small machine.

${about.machine.map((fact) => `- ${fact}`).join('\n')}

## Goals

${goalTable(largeGoals(results))}

## Figures

Articles of about 900 words in eight topics, by ten authors. Times in milliseconds, memory in MiB. After the last start the
site is left alone until it rests: it then knows the text of each article, whatever becomes of its file. Readers ask for a page
that is ready 200 times a second, while a file is dropped into the folder every two seconds. For each address: the first
answer after a change of the content / the longest that a reader of a ready page waited while it was made / uncompressed kB.

${table(
  ['articles', ...results.map(({ articles }) => format(articles))],
  [
    row('first start, nothing known from before', ({ firstStart }) => format(firstStart)),
    row('from there to the first result of the search', ({ searched }) => format(searched)),
    row('later start to first answer', ({ start }) => format(start)),
    row('dropped file to its page', ({ dropped }) => format(dropped)),
    row(
      'readers meanwhile, p99 / worst',
      ({ readers }) => `${format(readers.p99)} / ${format(readers.worst)}`,
    ),
    row('resident memory', ({ memory }) => format(memory)),
    row('… before the threads of the last change have ended', ({ memoryAtWork }) => format(memoryAtWork)),
    row('most memory at the first start', ({ mostMemory }) => format(mostMemory)),
    ...addresses.map(({ path }, index) =>
      row(`\`${path}\``, (one) => {
        const { first = 0, held = 0, bytes = 0 } = one.addresses[index] ?? {}
        return `${format(first)} / ${format(held)} / ${format(bytes / 1000)}`
      }),
    ),
  ],
)}
`
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
  return `Replies posted over HTTP as browsers post them, each in a transaction of its own that waits for the disk (\`synchronous=FULL\`), with its mail
to staff leaving at the same time; what was acknowledged was counted in the database afterwards.

${table(
  ['replies', 'stored a second', 'p50', 'p99', 'broken off'],
  rows.map(([name, { perSecond, p50, p99, broken }]) => [
    name,
    format(perSecond),
    format(p50),
    format(p99),
    String(broken),
  ]),
)}

Readers of the article had ${format(readers.alone.perSecond)} answers a second alone (p99 ${format(readers.alone.p99)} ms), and ${format(readers.meanwhile.perSecond)} meanwhile (p99 ${format(readers.meanwhile.p99)} ms):
${percent(readers.kept)}, the median of ${readers.shares.length} rounds (${readers.shares.map(percent).join(', ')}).
Readers and writers are two programs that share the load's core. The outbox sent ${format(mailsPerSecond)} mails a second to a mail server on this machine once nobody posted.

An article with ${format(replied.replies)} replies (${format(replied.bytes / 1000)} kB uncompressed) took ${format(replied.first)} ms to render once; then it was served ${format(replied.served.perSecond)} times
a second, p99 ${format(replied.served.p99)} ms.`
}

function mixedOf({ mixed }: Results): string {
  const { seen, seconds, early, late } = mixed
  const statuses = Object.entries(seen.statuses).map(([status, count]) => `${status}: ${format(count)}`)
  return `${format(seconds)} s of articles, lists, feeds, pictures, wrong addresses and posts, good and bad, over 32
connections, one request in ten broken off by the visitor (${format(seen.aborted)} in all). ${format(seen.perSecond)} answers a second; by status:
${statuses.join(', ')}. After the warm-up, resident memory had a median of ${format(early)} MiB in the second quarter, and of
${format(late)} MiB in the last.`
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}
