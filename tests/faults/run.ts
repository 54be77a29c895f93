import { watchMachine } from '../support/machine.ts'
import { until } from './ask.ts'
import { drained, type Lab, openLab, type Setting } from './lab.ts'
import type { Reading } from './readers.ts'

/** What a run makes happen to a site under readers and posts, and what may come of it. */
export type Run = {
  name: string
  /** In one line, for the table. */
  what: string
  /** Whether `npm test` runs it, too. */
  isShort?: boolean
  setting?: Setting
  /** Posts a second; 0 for a run that sends its own. 5 if nothing is said. */
  rate?: number
  /**
   * Makes the fault, and ends it.
   *
   * @returns what went wrong beside the numbers, in words
   */
  fault: (lab: Lab) => Promise<readonly string[] | undefined>
  /** Nothing may be lost, silent, doubled, ghostly or in error, unless it is said here. */
  most?: Partial<Pick<Figures, 'duplicates' | 'copies' | 'silent' | 'errors' | 'coldErrors' | 'p99' | 'back'>>
  /** Whether the run itself takes the site down for a time, so that readers get nothing. */
  isDown?: boolean
  /** What /readyz must have said while it lasted: a 503, or that or a warning. */
  ready?: '503' | 'told'
  /** Milliseconds for the mails to leave after the end. */
  drain?: number
}

/** Numbers of submissions, mails and reads; `p99` in milliseconds, `back` in seconds. */
export type Figures = Omit<Reading, 'p99'> & {
  p99: number
  submissions: number
  accepted: number
  /** Accepted, and no row in the end. */
  lost: number
  /** Stored, but a mail of it never arrived. */
  silent: number
  /** The same Message-ID answered by 250 again. */
  duplicates: number
  /** The same Message-ID read to the end again, the time before without our 250 being heard. */
  copies: number
  /** Told 5xx, but stored. */
  ghosts: number
  /** Two rows for one submission. */
  twice: number
  /** Not accepted when sent again after the end. */
  refused: number
  back: number
  /** How often /readyz said what while it lasted. */
  ready: Record<string, number>
}

/** `isBusy`: other programs took the machine meanwhile. */
export type Outcome = { run: Run; figures: Figures; failures: string[]; seconds: number; isBusy: boolean }

const atMost = { duplicates: 0, copies: 0, silent: 0, errors: 0, coldErrors: 0, p99: 1_000, back: 15 }

const whileDown = { errors: Number.POSITIVE_INFINITY, coldErrors: Number.POSITIVE_INFINITY, p99: 15_000 }

/** One run from its beginning to what has come of it. */
export async function perform(run: Run): Promise<Outcome> {
  const began = performance.now()
  const machine = watchMachine()
  const lab = await openLab(run.name, run.setting ?? {})
  try {
    if (run.rate !== 0) {
      lab.posts.begin(run.rate ?? 5)
      await lab.posts.untilAccepted(5)
    }
    const from = performance.now()
    const own = [...((await run.fault(lab)) ?? [])]
    const to = performance.now()
    const back = await backAfter(lab, to, run)
    await lab.posts.end()
    const first = lab.posts.all.map((post) => ({ text: post.text, told: [...post.told] }))
    const ghosts = await ghostsOf(lab)
    await lab.ready.stop()
    const { p99, ...reading } = await lab.readers.stop()
    await drained(lab, run.drain ?? 30_000)

    // What was only in the memory of the process, or in a file that is gone, is gone now.
    await lab.site.kill()
    await lab.site.start()
    const accepted = first.filter(({ told }) => told.includes(303))
    const stored = new Set((await lab.rows()).texts)
    const lost = accepted.filter(({ text }) => !stored.has(text)).length
    await lab.posts.again()
    await drained(lab, 30_000)
    await lab.site.stop()

    const { texts, mails } = await lab.rows()
    const taken = new Set(lab.sink.taken)
    const silent = mails.filter((mail) => !taken.has(mail.messageId))
    const looks = lab.ready.looks.filter(({ at }) => at >= from && at <= to)
    const figures: Figures = {
      ...{ ...reading, p99, lost, ghosts, back },
      submissions: first.length,
      accepted: accepted.length,
      silent: new Set(silent.map(({ text }) => text)).size,
      duplicates: again(lab.sink.taken),
      copies: again(lab.sink.kept) - again(lab.sink.taken),
      twice: again(texts),
      refused: lab.posts.all.filter(({ status }) => status !== 303).length,
      ready: countOf(looks.map((look) => saidBy(look))),
    }
    const [mute] = silent
    if (mute && !run.most?.silent)
      own.push(`a mail about “${mute.text}” is ${mute.status}, and did not arrive`)
    const seconds = (performance.now() - began) / 1000
    const isBusy = machine.wasBusy()
    return { run, figures, failures: [...own, ...judge(run, figures, isBusy)], seconds, isBusy }
  } finally {
    await lab.close()
  }
}

/** @param isBusy whether other programs took the machine, so that no time says anything */
function judge(run: Run, figures: Figures, isBusy: boolean): string[] {
  const most = {
    ...atMost,
    ...(run.isDown && whileDown),
    ...run.most,
    lost: 0,
    ghosts: 0,
    twice: 0,
    refused: 0,
    ...(isBusy && { p99: Number.POSITIVE_INFINITY, back: 60 }),
  }
  const over = Object.entries(most).flatMap(([name, limit]) => {
    const figure = figures[name as keyof typeof most]
    return figure > limit ? [`${name} ${Math.round(figure)}, at most ${limit}`] : []
  })
  const said = Object.keys(figures.ready)
  if (figures.ready['no answer'] && !run.isDown) over.push('/readyz gave no answer in 6 s')
  const isTold = said.some((status) => status === '503' || (run.ready === 'told' && status.includes('warns')))
  return run.ready && !isTold ? [...over, `/readyz said ${said.join(', ') || 'nothing'}`] : over
}

/** Seconds until a post that was begun after it is accepted, the page is read and /readyz is 200. */
async function backAfter(lab: Lab, ended: number, run: Run): Promise<number> {
  if (run.rate === 0) await lab.posts.send(3)
  const isAfter = ({ at }: { at: number }) => at >= ended
  const isBack = () =>
    lab.posts.all.some((post) => isAfter(post) && post.status === 303) &&
    lab.readers.ready.some((read) => isAfter(read) && read.status === 200) &&
    lab.ready.looks.some((look) => isAfter(look) && look.status === 200)
  const within = 60_000
  return (await until(isBack, within)) ? (performance.now() - ended) / 1000 : Number.POSITIVE_INFINITY
}

/** What was told that it failed, and stands in the database all the same. Who was told nothing will ask again. */
async function ghostsOf(lab: Lab): Promise<number> {
  const stored = new Set((await lab.rows().catch(() => ({ texts: [] }))).texts)
  return lab.posts.all.filter(({ text, status }) => status >= 500 && stored.has(text)).length
}

function again(ids: readonly string[]): number {
  return ids.length - new Set(ids).size
}

function saidBy({ status, words }: { status: number; words: string[] }): string {
  if (status === 0) return 'no answer'
  return status === 200 && words.length ? '200 warns' : String(status)
}

function countOf(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}
