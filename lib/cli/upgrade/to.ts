import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { noteBackup } from '#lib/backup/last.ts'
import { makeBackup } from '#lib/backup/make.ts'
import { readSettings, type Settings } from '#lib/config.ts'
import { loadEnvFile } from '#lib/env-file.ts'
import { messageOf } from '#lib/errors.ts'
import { processNoted } from '#lib/http/port-file.ts'
import { makeReady, takeReady, upgradeFolder } from '../swap.mjs'
import { refuse, type Terminal } from '../terminal.ts'
import { newPart } from './changes.ts'
import { commitOf, gitIn, newest } from './git.ts'
import { rehearse } from './rehearse.ts'
import { isAnswering } from './running.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const asItWas = 'The version that is here is as it was, and runs on if it ran.'
/** Milliseconds for the old one to end and the new one to start, or the old one again. */
const longest = 90_000

/** @returns the exit code: 1 when all is as it was, for a reason that was told */
export async function to(wanted: string | undefined, terminal: Terminal): Promise<number> {
  const { path, next } = upgradeFolder(root)
  const git = gitIn(root)
  try {
    const changed = git('status', '--porcelain', '--untracked-files=no')
      .split('\n')
      .filter(Boolean)
      .map((line) => line.replace(/^\s*\S+\s+/, ''))
    if (changed.length) return refuse(terminal, ...adviceFor(changed), asItWas)
    for (const line of loadEnvFile()) terminal.complain(line)
    const read = readSettings()
    if ('problems' in read) return refuse(terminal, ...read.problems, asItWas)
    const { settings } = read
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
    rmSync(path(), { recursive: true, force: true })
    git('worktree', 'prune')
    git('worktree', 'add', '--quiet', '--detach', next, commit)
    terminal.print(
      `${name} (${commit.slice(0, 7)}) is installed, built and tried on a copy of your data, beside the one that is here …`,
    )
    const failure = await rehearse(next, settings, path('data'), terminal.print)
    if (failure !== undefined) {
      terminal.complain(failure.trim().split('\n').slice(-30).join('\n'))
      return refuse(
        terminal,
        `${name} could not be installed, built, migrated or started: it says why above. ${asItWas}`,
      )
    }
    return await comeIntoForce({ name, commit, from, settings, terminal })
  } catch (error) {
    return refuse(terminal, `The upgrade did not come to its end: ${messageOf(error)}. ${asItWas}`)
  } finally {
    if (!existsSync(upgradeFolder(root).trial)) rmSync(path(), { recursive: true, force: true })
    else rmSync(path('data'), { recursive: true, force: true })
  }

  function named(name: string): string | undefined {
    return commitOf(git, `refs/tags/${name}`) ?? commitOf(git, `refs/remotes/origin/${name}`)
  }

  function isAncestor(one: string, other: string): boolean {
    return git('merge-base', one, other) === one
  }
}

function adviceFor(changed: readonly string[]): string[] {
  const content = changed.filter((name) => name.startsWith('content/'))
  const others = changed.filter((name) => !name.startsWith('content/'))
  const lines: string[] = []
  if (content.length)
    lines.push(
      `You changed the sample content of the program: ${content.join(', ')}. Make it a folder of your own: cp -r content ours, write CONTENT_DIR=./ours into .env, start the site anew, and take the sample back with git checkout -- content`,
    )
  if (others.length)
    lines.push(
      `You changed files of the program: ${others.join(', ')}. Put your changes aside with git stash, and upgrade again; what belongs to your organisation goes into site.yml, theme.yml and words.yml in the content folder.`,
    )
  return lines
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

async function comeIntoForce(options: {
  name: string
  commit: string
  from: string
  settings: Settings
  terminal: Terminal
}): Promise<number> {
  const { name, commit, from, settings, terminal } = options
  const { ready, trial, failed, next } = upgradeFolder(root)
  const changelog = (folder: string) => {
    const file = join(folder, 'CHANGELOG.md')
    return existsSync(file) ? readFileSync(file, 'utf8') : ''
  }
  const news = newPart(changelog(root), changelog(next))
  const running = processNoted(settings.dataDir)
  makeReady(root, { pid: running?.pid, commit, from })
  if (!running) {
    if (!takeReady(root)) throw new Error('the new version could not be put in place')
    terminal.print(
      `${name} is in place. The site was not running: start it with npm start, or by your service.`,
    )
  } else {
    const begun = Date.now()
    process.kill(running.pid, 'SIGTERM')
    const isOver = () => !existsSync(ready) && !existsSync(trial)
    while (!(isOver() && (await isAnswering(running.port)))) {
      if (Date.now() - begun > longest)
        throw new Error(
          `the site has not answered for ${longest / 1000} s. Look at its log, and start it anew. The folder ${relative(root, next) || next} holds the other version`,
        )
      await setTimeout(50)
    }
    if (existsSync(failed))
      return refuse(
        terminal,
        `${name} did not start on your data; the log of the site says why. The version before it runs again, as it was.`,
      )
    terminal.print(
      `${name} runs. The site was away for at most ${((Date.now() - begun) / 1000).toFixed(1)} s.`,
    )
  }
  terminal.print(news ? `New in CHANGELOG.md:\n\n${news}` : 'CHANGELOG.md has nothing new.')
  return 0
}
