import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { noteBackup } from '#lib/backup/last.ts'
import { makeBackup } from '#lib/backup/make.ts'
import { readSettings, type Settings } from '#lib/config.ts'
import { DatabaseServed, lockDatabase } from '#lib/db/process-lock.ts'
import { loadEnvFile } from '#lib/env-file.ts'
import { messageOf } from '#lib/errors.ts'
import { processNoted } from '#lib/http/port-file.ts'
import { makeReady, type Plan, takeReady, upgradeFolder } from '../swap.mjs'
import { refuse, type Terminal } from '../terminal.ts'
import { newPart } from './changes.ts'
import { commitOf, type Git, gitIn, newest } from './git.ts'
import { bringIntoForce, cutOff, underWay } from './into-force.ts'
import { localChanges } from './local-changes.ts'
import { rehearse } from './rehearse.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const asItWas = 'The version that is here is as it was, and runs on if it ran.'

/** @returns the exit code: 1 when all is as it was, for a reason that was told */
export async function to(wanted: string | undefined, terminal: Terminal): Promise<number> {
  let unlock: () => void
  try {
    unlock = lockDatabase(join(root, '.upgrade.db'), 0)
  } catch (error) {
    if (!(error instanceof DatabaseServed)) throw error
    return refuse(
      terminal,
      'Another npm run upgrade is at work in this folder. Wait until it has ended; this one did nothing.',
    )
  }
  try {
    return await alone(wanted, terminal)
  } finally {
    unlock()
  }
}

async function alone(wanted: string | undefined, terminal: Terminal): Promise<number> {
  const { path, next, data } = upgradeFolder(root)
  const git = gitIn(root)
  try {
    for (const line of loadEnvFile()) terminal.complain(line)
    const read = readSettings()
    if ('problems' in read) return refuse(terminal, ...read.problems, asItWas)
    const { settings } = read
    const begun = cutOff(root)
    if (begun) {
      terminal.print(`An upgrade to ${begun.name} was begun before: it goes on.`)
      return await finish(begun, settings, terminal, git)
    }
    const changes = localChanges(git)
    if (changes.length) return refuse(terminal, ...changes, asItWas)
    git('fetch', '--quiet', '--tags', '--prune', 'origin')
    const from = git('rev-parse', 'HEAD')
    const target = wanted ? { name: wanted, commit: named(wanted) } : newest(git)
    const { name, commit } = target
    if (!commit)
      return refuse(
        terminal,
        `There is no tag and no branch ${name} at ${git('remote', 'get-url', 'origin')}.`,
        asItWas,
      )
    if (commit === from || (!wanted && isAncestor(commit, from))) {
      terminal.print(`${name} is what is here already: there is nothing newer.`)
      return 0
    }
    await backUp(settings, terminal)
    clear()
    git('worktree', 'prune')
    git('worktree', 'add', '--quiet', '--detach', next, commit)
    terminal.print(
      `${name} (${commit.slice(0, 7)}) is installed, built and tried on a copy of your data, beside the one that is here …`,
    )
    const failure = await rehearse(next, settings, data, terminal.print)
    if (failure !== undefined) {
      terminal.complain(failure.trim().split('\n').slice(-30).join('\n'))
      return refuse(
        terminal,
        `${name} could not be installed, built, migrated or started: it says why above. ${asItWas} Try again later, or take another version: npm run upgrade -- --to TAG`,
      )
    }
    const { dataDir, database } = settings
    const plan = {
      ...{ name, commit, from, dataDir, by: process.pid },
      ...(database.kind === 'sqlite' && { database: database.file }),
    }
    const running = processNoted(dataDir)
    makeReady(root, { ...plan, ...(running && { pid: running.pid }) })
    if (running) return await finish({ ...plan, pid: running.pid }, settings, terminal, git)
    if (!takeReady(root)) throw new Error('the new version could not be put in place')
    terminal.print(
      `${name} is in place. The site was not running: start it with npm start, or by your service.`,
    )
    tellNews(plan, terminal, git)
    return 0
  } catch (error) {
    const state = underWay(root) ? '' : ` ${asItWas}`
    return refuse(terminal, `The upgrade did not come to its end: ${messageOf(error)}.${state}`)
  } finally {
    if (!underWay(root)) clear()
  }

  function clear(): void {
    rmSync(path(), { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  }

  function named(name: string): string | undefined {
    return commitOf(git, `refs/tags/${name}`) ?? commitOf(git, `refs/remotes/origin/${name}`)
  }

  function isAncestor(one: string, other: string): boolean {
    return git('merge-base', one, other) === one
  }
}

async function finish(
  plan: Plan & { pid: number },
  settings: Settings,
  terminal: Terminal,
  git: Git,
): Promise<number> {
  const away = await bringIntoForce(root, plan, settings)
  if (away === undefined)
    return refuse(
      terminal,
      `${plan.name} did not start on your data; the log of the site says why. The version before it runs again, as it was.`,
    )
  terminal.print(`${plan.name} runs. The site was away for at most ${(away / 1000).toFixed(1)} s.`)
  tellNews(plan, terminal, git)
  return 0
}

function tellNews({ from, commit }: Plan, terminal: Terminal, git: Git): void {
  const news = newPart(changelog(from), changelog(commit))
  terminal.print(news ? `New in CHANGELOG.md:\n\n${news}` : 'CHANGELOG.md has nothing new.')

  function changelog(at: string): string {
    try {
      return git('show', `${at}:CHANGELOG.md`)
    } catch {
      return ''
    }
  }
}

async function backUp(settings: Settings, { print, complain }: Terminal): Promise<void> {
  const { database } = settings
  if (database.kind === 'sqlite' && !existsSync(database.file))
    throw new Error(
      `there is no database at ${database.file}. If your service sets DATA_DIR, set it for this command too: DATA_DIR=… npm run upgrade`,
    )
  const folder = join(root, 'backups')
  mkdirSync(folder, { recursive: true })
  const at = Date.now()
  const file = join(folder, `before-upgrade-${new Date(at).toISOString().replace(/[:.]/g, '-')}.tar.gz`)
  const made = await makeBackup({ ...settings, envFile: join(root, '.env') }, file)
  for (const { name, reason, isLoss } of made.leftOut)
    if (isLoss) complain(`Not in the backup: ${name}, because ${reason}.`)
  if (!made.isWhole) throw new Error('the backup is not whole')
  await noteBackup(settings, at)
  print(
    `A backup lies at ${file}. It holds personal data and the secret: keep it where nobody else can read it.`,
  )
  if (database.kind === 'postgres')
    print('It holds no PostgreSQL database: pg_dump -Fc -f site.dump "$DATABASE_URL" makes one, also now.')
}
