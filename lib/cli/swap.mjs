// Built-in modules only, any Node.js from 18 on. How an upgrade comes into force: docs/decisions/0029-upgrade.md.
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rm,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'

const made = ['node_modules', '.next']

/** What the content folder was read into: of one version, and read anew in seconds or minutes where it is missing. */
const index = 'content-index.json'

export function upgradeFolder(root) {
  const path = (...names) => join(root, '.upgrade', ...names)
  return {
    path,
    next: path('next'),
    before: path('before'),
    data: path('data'),
    // One after the other; each is the plan.
    ready: path('ready'),
    taking: path('taking'),
    trial: path('trial'),
    failed: path('failed'),
  }
}

/**
 * Brings what is ready into force: at a start, when nothing runs from this folder. What a kill cut off goes on.
 *
 * @returns whether there was something
 */
export function takeReady(root) {
  const { ready, taking, trial, next, before, data } = upgradeFolder(root)
  if (existsSync(ready)) renameSync(ready, taking)
  if (!existsSync(taking)) return false
  const plan = readPlan(taking)
  try {
    mkdirSync(before, { recursive: true })
    exchange(root, { from: next, aside: before })
    moveTo(root, plan.commit)
    bringIndex(plan, { from: data, aside: before })
    renameSync(taking, trial)
    return true
  } catch (error) {
    tell(`The new version could not be put in place (${error.message}).`)
    takeBack(root)
    return false
  }
}

/** After a start that failed: the program is as it was before. */
export function takeBack(root) {
  const { taking, trial, next, before, failed } = upgradeFolder(root)
  const from = existsSync(taking) ? taking : trial
  const plan = readPlan(from)
  try {
    exchange(root, { from: before, aside: next })
    moveTo(root, plan.from)
    bringIndex(plan, { from: before })
  } catch (error) {
    tell(`The version before could not be put back whole (${error.message}): git reset --keep ${plan.from}`)
  }
  renameSync(from, failed)
}

export function isOnTrial(root) {
  return existsSync(upgradeFolder(root).trial)
}

/** Whether this process was asked to make room for the new version. */
export function isReadyFor(root, pid) {
  return readPlan(upgradeFolder(root).ready)?.pid === pid
}

/** Before the new version opens the database, which it may change so that the one before no longer takes it. */
export function beginTrial(root) {
  const { trial, before } = upgradeFolder(root)
  const plan = readPlan(trial)
  if (!plan) return
  writeFileSync(trial, JSON.stringify({ ...plan, pid: process.pid }))
  const { database } = plan
  const kept = join(before, 'data')
  if (!database || !existsSync(database) || existsSync(kept)) return
  const draft = `${kept}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true })
  for (const end of ['', '-wal'])
    if (existsSync(database + end)) copyFileSync(database + end, join(draft, basename(database) + end))
  renameSync(draft, kept)
}

/** @returns the database as it was before the version that was taken back, and where it belongs */
export function databaseBefore(root) {
  const { failed, before } = upgradeFolder(root)
  const database = readPlan(failed)?.database
  const copy = database && join(before, 'data', basename(database))
  return copy && existsSync(copy) ? { database, copy } : undefined
}

export function confirm(root) {
  const { path, trial, failed, before } = upgradeFolder(root)
  // The version before serves again: from now on these data are older than its own.
  if (existsSync(failed)) rmSync(join(before, 'data'), { recursive: true, force: true })
  const plan = readPlan(trial)
  if (!plan) return
  rmSync(trial)
  // Whoever waits for this start takes it away.
  if (!isAlive(plan.by)) rm(path(), { recursive: true, force: true }, () => undefined)
}

export function makeReady(root, plan) {
  const { ready } = upgradeFolder(root)
  writeFileSync(`${ready}.new`, JSON.stringify(plan))
  renameSync(`${ready}.new`, ready)
}

export function readPlan(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

export function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** May be done twice: what has been moved is left alone. */
function exchange(root, { from, aside }) {
  for (const name of made) {
    if (!existsSync(join(from, name))) continue
    if (existsSync(join(root, name))) renameSync(join(root, name), join(aside, name))
    renameSync(join(from, name), join(root, name))
  }
}

function moveTo(root, commit) {
  const { status, stderr } = spawnSync('git', ['-C', root, 'reset', '--quiet', '--keep', commit], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr?.trim() || 'git could not be started')
}

/** Failing is no harm: the folder is read again. */
function bringIndex({ dataDir }, { from, aside }) {
  const [fresh, own] = [join(from, index), dataDir && join(dataDir, index)]
  if (!own || !existsSync(fresh)) return
  try {
    if (aside && existsSync(own)) copyFileSync(own, join(aside, index))
    copyFileSync(fresh, `${own}.new`)
    renameSync(`${own}.new`, own)
  } catch {
    rmSync(`${own}.new`, { force: true })
  }
}

function tell(text) {
  try {
    process.stderr.write(`${text}\n`)
  } catch {
    // Nobody reads it.
  }
}
