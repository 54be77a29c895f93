// Built-in modules only, any Node.js from 18 on. How an upgrade comes into force: docs/decisions/0029-upgrade.md.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rm, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const made = ['node_modules', '.next']

export function upgradeFolder(root) {
  const path = (...names) => join(root, '.upgrade', ...names)
  return {
    path,
    next: path('next'),
    before: path('before'),
    ready: path('ready'),
    trial: path('trial'),
    failed: path('failed'),
  }
}

/** Brings what is ready into force: at a start, when nothing runs from this folder. @returns whether there was something */
export function takeReady(root) {
  const { ready, trial, next, before } = upgradeFolder(root)
  if (!existsSync(ready)) return false
  const plan = JSON.parse(readFileSync(ready, 'utf8'))
  renameSync(ready, trial)
  try {
    mkdirSync(before, { recursive: true })
    exchange(root, { from: next, aside: before })
    moveTo(root, plan.commit)
    return true
  } catch (error) {
    process.stderr.write(`The new version could not be put in place (${error.message}).\n`)
    takeBack(root)
    return false
  }
}

/** After a start that failed: all is as it was before. */
export function takeBack(root) {
  const { trial, next, before, failed } = upgradeFolder(root)
  const plan = JSON.parse(readFileSync(trial, 'utf8'))
  exchange(root, { from: before, aside: next })
  moveTo(root, plan.from)
  renameSync(trial, failed)
}

export function isOnTrial(root) {
  return existsSync(upgradeFolder(root).trial)
}

/** Whether this process was asked to make room for the new version. */
export function isReadyFor(root, pid) {
  try {
    return JSON.parse(readFileSync(upgradeFolder(root).ready, 'utf8')).pid === pid
  } catch {
    return false
  }
}

export function confirm(root) {
  const { path, trial } = upgradeFolder(root)
  if (!existsSync(trial)) return
  const { pid } = JSON.parse(readFileSync(trial, 'utf8'))
  rmSync(trial)
  // Else whoever waits for this start takes it away.
  if (pid === undefined) rm(path(), { recursive: true, force: true }, () => undefined)
}

export function makeReady(root, plan) {
  const { ready } = upgradeFolder(root)
  writeFileSync(`${ready}.new`, JSON.stringify(plan))
  renameSync(`${ready}.new`, ready)
}

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
