import { existsSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type { Settings } from '#lib/config.ts'
import { processNoted } from '#lib/http/port-file.ts'
import { isAlive, type Plan, readPlan, takeBack, upgradeFolder } from '../swap.mjs'
import { isAnswering } from './running.ts'

/** Milliseconds for the old one to end and the new one to start, or the old one again. */
const longest = 90_000
/** Milliseconds for whoever starts the site anew when its process has ended. */
const patience = 10_000

/** Asks the site that runs to make room. @returns how long it was away at most, in milliseconds; undefined: the old one runs again */
export async function bringIntoForce(
  root: string,
  plan: Plan & { pid: number },
  { dataDir, port, host }: Settings,
): Promise<number | undefined> {
  const { ready, failed } = upgradeFolder(root)
  const at = { port: processNoted(dataDir)?.port ?? port, host }
  const begun = performance.now()
  if (existsSync(ready)) process.kill(plan.pid, 'SIGTERM')
  let goneSince: number | undefined
  while (underWay(root) || !(await isAnswering(at.port, at.host))) {
    const now = performance.now()
    goneSince = isAlive(plan.pid) || processNoted(dataDir) ? undefined : (goneSince ?? now)
    if (goneSince !== undefined && now - goneSince > patience)
      throw new Error(
        `the process of the site (${plan.pid}) has ended, and nobody started it anew. Start it, with npm start or by your service: what is in .upgrade comes into force then`,
      )
    if (now - begun > longest)
      throw new Error(
        `the site has not answered for ${longest / 1000} s. Look at its log, and start it anew: what is in .upgrade comes into force then, or is taken back`,
      )
    await setTimeout(50)
  }
  return existsSync(failed) ? undefined : performance.now() - begun
}

export function underWay(root: string): Plan | undefined {
  const { ready, taking, trial } = upgradeFolder(root)
  return readPlan(ready) ?? readPlan(taking) ?? readPlan(trial)
}

/** Of a command that was ended before the site had followed. @returns the plan where it still does */
export function cutOff(root: string): (Plan & { pid: number }) | undefined {
  const { ready, taking, trial } = upgradeFolder(root)
  const plan = underWay(root)
  if (!plan?.pid) return undefined
  const { pid } = plan
  if (isAlive(pid)) return { ...plan, pid }
  if (!existsSync(ready) && (existsSync(taking) || existsSync(trial))) takeBack(root)
  return undefined
}
