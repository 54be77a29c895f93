import { dirname } from 'node:path'
import { startSite } from '../support/site.ts'
import { pause, until } from './ask.ts'
import type { Lab } from './lab.ts'
import type { Run } from './run.ts'

/** Stops the process while its mails are at RCPT, longer than its leases last; what others send meanwhile passes. */
async function suspended(lab: Lab): Promise<string[]> {
  let isStopped = false
  let goOn = () => {}
  const over = new Promise<void>((resolve) => {
    goOn = resolve
  })
  let waiting = 0
  lab.sink.plan = async (stage) => {
    if (stage !== 'recipient' || isStopped) return undefined
    waiting++
    await over
    return undefined
  }
  // Two mails: there is room to claim others, or the same ones again.
  await lab.posts.send(1)
  await until(() => waiting > 0, 10_000)
  await pause(300)
  isStopped = true
  lab.readers.rest = true
  lab.site.signal('SIGSTOP')
  await pause(25_000)
  goOn()
  lab.site.signal('SIGCONT')
  lab.readers.rest = false
  await pause(3_000)
  return waiting ? [] : ['no mail was under way']
}

async function clockBack(lab: Lab): Promise<string[]> {
  await lab.sink.close()
  await pause(2_000)
  await lab.posts.end()
  lab.hands.clock(-25 * 3_600_000)
  await lab.sink.open()
  const waiting = async () => (await lab.rows()).mails.filter(({ status }) => status === 'waiting').length
  await until(async () => (await waiting()) === 0, 40_000, 500)
  const left = await waiting()
  lab.posts.begin(5)
  return left ? [`${left} mails stand still, though the mail server is back`] : []
}

async function secondProcess(lab: Lab): Promise<string[]> {
  let goOn = () => {}
  const over = new Promise<void>((resolve) => {
    goOn = resolve
  })
  lab.sink.plan = async (stage) => {
    if (stage === 'end') await over
    return undefined
  }
  await until(() => lab.sink.kept.length > 0, 10_000)
  const env = { SMTP_URL: lab.sink.url, STAFF_EMAIL: 'one@staff.example, two@staff.example' }
  try {
    const second = await startSite({ env, folder: dirname(lab.site.dataDir) })
    await pause(2_000)
    goOn()
    await second.kill()
    return ['a second process serves on the same data folder']
  } catch (error) {
    return String(error).includes(String(lab.site.pid()))
      ? []
      : ['the second process does not say which process has the folder']
  } finally {
    goOn()
    lab.sink.plan = () => undefined
  }
}

export const leases: readonly Run[] = [
  {
    name: 'second-process',
    what: 'a second process is started on the same data folder',
    isShort: true,
    fault: secondProcess,
  },
  {
    name: 'suspended',
    what: 'SIGSTOP for 25 s while mails are at RCPT',
    rate: 0,
    fault: suspended,
    isDown: true,
  },
  {
    name: 'suspended-two',
    what: 'SIGSTOP of one of two on PostgreSQL, 25 s, while its mails are at RCPT',
    rate: 0,
    setting: { database: 'postgres', isTwo: true },
    fault: suspended,
    isDown: true,
    drain: 60_000,
  },
  {
    name: 'clock-back',
    what: 'mails wait, and the clock is set back by 25 h',
    setting: { inHands: true },
    fault: clockBack,
    drain: 40_000,
  },
]
