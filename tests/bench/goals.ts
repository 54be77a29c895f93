import { told } from './numbers.ts'
import type { Results } from './results.ts'

/** What was promised, what came out, and whether it is enough; `met` is undefined where this run could not tell. */
export type Goal = { figure: string; goal: string; measured: string; met: boolean | undefined }

export function goalsOf({ serving, weight, content, writing, mixed }: Results): Goal[] {
  const served = (server: string) => serving[0]?.servers.find((one) => one.server === server)
  const [ours, nginx] = [served('Broadsheet'), served('nginx')]
  const ratio = (peer: string) => (ours?.perSecond ?? 0) / (served(peer)?.perSecond ?? Number.NaN)
  const largest = content.find(({ articles }) => articles === 10_000)
  const grown = mixed.late / mixed.early - 1
  return [
    atLeast('article against nginx, requests/s', 0.6, ratio('nginx')),
    atLeast('article against the bare server, requests/s', 0.8, ratio('bare node:http')),
    atLeast('article against plain `next start`, requests/s', 15, ratio('plain next start')),
    atMost('article, p99 against nginx', 3, (ours?.p99 ?? Number.NaN) / (nginx?.p99 ?? Number.NaN)),
    atMost('script run before anything is touched, bytes', 1000, weight.scriptBytes),
    atMost('first visit without pictures, kB', 45, weight.bytes / 1000),
    atMost('first visit without pictures, requests', 4, weight.requests),
    {
      ...atMost(
        'layout shift, to two digits as Lighthouse tells it',
        0,
        Math.round(weight.layoutShift * 100) / 100,
      ),
      measured: weight.layoutShift.toFixed(4),
    },
    atMost(
      'second `npm start` to first answer, 10,000 articles, s',
      3,
      (largest?.start ?? Number.NaN) / 1000,
    ),
    atMost('dropped file to its page, 10,000 articles, s', 2, (largest?.dropped ?? Number.NaN) / 1000),
    atMost('resident memory, 10,000 articles, MiB', 350 / 1.048576, largest?.memory ?? Number.NaN),
    atLeast('replies stored a second', 200, writing.most.perSecond),
    atMost(
      `p99 of ${writing.whileRead.asked} replies a second while others read, ms`,
      150,
      writing.whileRead.p99,
    ),
    atLeast('of their rate, readers keep meanwhile', 0.7, writing.readers.kept),
    atMost('memory under mixed load grows, per cent', 5, grown * 100),
  ]
}

function atLeast(figure: string, goal: number, measured: number): Goal {
  return {
    figure,
    goal: `at least ${told(goal)}`,
    measured: told(measured),
    met: met(measured, measured >= goal),
  }
}

function atMost(figure: string, goal: number, measured: number): Goal {
  return {
    figure,
    goal: `at most ${told(goal)}`,
    measured: told(measured),
    met: met(measured, measured <= goal),
  }
}

function met(measured: number, enough: boolean): boolean | undefined {
  return Number.isFinite(measured) ? enough : undefined
}
