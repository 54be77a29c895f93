import { pause, until } from './ask.ts'
import type { Lab } from './lab.ts'
import type { Run } from './run.ts'
import type { Act, Stage } from './sink.ts'

/** For so long the mail server does this at this stage. */
const sinkDoes = (stage: Stage, act: Act, seconds: number) => async (lab: Lab) => {
  lab.sink.plan = (at) => (at === stage ? act : undefined)
  await pause(seconds * 1000)
  lab.sink.plan = () => undefined
  return []
}

async function away(lab: Lab): Promise<string[]> {
  await lab.sink.close()
  await pause(5_000)
  await lab.sink.open()
  return []
}

/** As content filters and delayed acknowledgements do. */
async function slowToAnswer(lab: Lab): Promise<string[]> {
  lab.sink.plan = async (stage) => {
    if (stage === 'end') await pause(25_000)
    return undefined
  }
  await lab.posts.send(2)
  await until(() => lab.sink.taken.length >= 4, 45_000)
  return []
}

/** One mail every 5 s is taken, the rest is put off: those that come back must not do so all at once. */
async function slowlyTaken(lab: Lab): Promise<string[]> {
  let free = 0
  lab.sink.plan = (stage) => {
    if (stage !== 'recipient') return undefined
    if (performance.now() < free) return { code: 451 }
    free = performance.now() + 5_000
    return undefined
  }
  await lab.posts.send(6)
  await until(() => lab.sink.taken.length >= 5, 90_000)
  const taken = lab.sink.taken.length
  lab.sink.plan = () => undefined
  return taken >= 5 ? [] : [`${taken} mails were taken in 90 s, though 18 could have been`]
}

export const mail: readonly Run[] = [
  {
    name: 'smtp-away',
    what: 'mail server refuses connections, 5 s',
    fault: away,
    drain: 40_000,
    ready: 'told',
  },
  {
    name: 'smtp-hangs',
    what: 'mail server gives no greeting, 8 s',
    fault: sinkDoes('connect', 'hang', 8),
    drain: 60_000,
  },
  {
    name: 'smtp-421',
    what: 'mail server greets with 421, 5 s',
    fault: sinkDoes('connect', { code: 421 }, 5),
    drain: 40_000,
  },
  {
    name: 'smtp-451',
    what: '451 to each recipient, 3 s',
    fault: sinkDoes('recipient', { code: 451 }, 3),
    drain: 100_000,
  },
  {
    name: 'smtp-550',
    what: '550 to each recipient, 3 s, the mail server being wrongly set',
    fault: sinkDoes('recipient', { code: 550 }, 3),
    drain: 100_000,
  },
  {
    name: 'smtp-slow-250',
    what: '250 comes 25 s after the final dot',
    rate: 0,
    fault: slowToAnswer,
    drain: 90_000,
  },
  {
    name: 'smtp-few',
    what: 'one mail in 5 s is taken, the rest gets 451, 90 s',
    rate: 0,
    fault: slowlyTaken,
    // From the second 451 on a mail waits for minutes.
    most: { silent: 6 },
    drain: 1_000,
  },
]
