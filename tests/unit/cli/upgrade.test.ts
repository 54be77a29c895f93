import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { confirm, makeReady, takeBack, takeReady, upgradeFolder } from '#lib/cli/swap.mjs'
import { newPart } from '#lib/cli/upgrade/changes.ts'
import { gitIn, newest } from '#lib/cli/upgrade/git.ts'
import { cutOff, underWay } from '#lib/cli/upgrade/into-force.ts'
import { localChanges } from '#lib/cli/upgrade/local-changes.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** A repository with two versions, at the first one; `remote` is where it came from. */
function clone(...tags: string[]) {
  const top = mkdtempSync(join(tmpdir(), 'broadsheet-upgrade-'))
  folders.push(top)
  const [remote, root] = [join(top, 'remote'), join(top, 'site')]
  const git = (folder: string, ...args: string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], {
      encoding: 'utf8',
    }).trim()
  mkdirSync(remote)
  git(remote, 'init', '-q', '-b', 'trunk')
  const commit = (text: string) => {
    writeFileSync(join(remote, 'program.txt'), text)
    git(remote, 'add', '.')
    git(remote, 'commit', '-q', '-m', text)
    return git(remote, 'rev-parse', 'HEAD')
  }
  const first = commit('one')
  const second = commit('two')
  for (const tag of tags) git(remote, 'tag', tag)
  execFileSync('git', ['clone', '-q', `file://${remote}`, root])
  git(root, 'reset', '-q', '--hard', first)
  return { root, first, second, git: (...args: string[]) => git(root, ...args) }
}

const read = (...names: string[]) => readFileSync(join(...names), 'utf8')

/** With modules and a build of this version, and of the next one beside it. */
function staged() {
  const { root, first, second } = clone()
  const { next } = upgradeFolder(root)
  for (const [folder, text] of [
    [root, 'old'],
    [next, 'new'],
  ] as const)
    for (const name of ['node_modules', '.next']) {
      mkdirSync(join(folder, name), { recursive: true })
      writeFileSync(join(folder, name, 'it'), text)
    }
  const state = () => [read(root, 'program.txt'), read(root, 'node_modules/it'), read(root, '.next/it')]
  return { root, first, second, state }
}

test('the newest tag that is a version is taken, by number and not by letter', () => {
  const { root, second } = clone('v0.9.0', 'v0.10.0', 'v0.10.0-rc.1', 'zebra')
  expect(newest(gitIn(root))).toEqual({ name: 'v0.10.0', commit: second })
})

test('where there is no such tag it is the main branch of the remote, whatever its name', () => {
  const { root, second } = clone('zebra')
  expect(newest(gitIn(root))).toEqual({ name: 'trunk', commit: second })
})

test('what is ready comes into force at a start, once', () => {
  const { root, first, second, state } = staged()
  expect(takeReady(root)).toBe(false)
  makeReady(root, { by: 0, name: 'v2', commit: second, from: first })
  expect(takeReady(root)).toBe(true)
  expect(state()).toEqual(['two', 'new', 'new'])
  expect(takeReady(root)).toBe(false)
})

test('what cannot be put in place leaves all as it was', () => {
  const { root, first, state } = staged()
  makeReady(root, { by: 0, name: 'v2', commit: 'f'.repeat(40), from: first })
  expect(takeReady(root)).toBe(false)
  expect(state()).toEqual(['one', 'old', 'old'])
})

test('a swap that was killed between two steps goes on at the next start, wherever it was', () => {
  const moves = (root: string) => {
    const { next, before } = upgradeFolder(root)
    mkdirSync(before, { recursive: true })
    return ['node_modules', '.next'].flatMap((name) => [
      () => renameSync(join(root, name), join(before, name)),
      () => renameSync(join(next, name), join(root, name)),
    ])
  }
  for (let done = 0; done <= 5; done++) {
    const { root, first, second, state } = staged()
    const { ready, taking } = upgradeFolder(root)
    makeReady(root, { by: 0, name: 'v2', commit: second, from: first })
    renameSync(ready, taking)
    for (const move of moves(root).slice(0, done)) move()
    if (done === 5) gitIn(root)('reset', '--quiet', '--keep', second)
    expect(takeReady(root)).toBe(true)
    expect([done, ...state()]).toEqual([done, 'two', 'new', 'new'])
    takeBack(root)
    expect([done, ...state()]).toEqual([done, 'one', 'old', 'old'])
  }
})

test('what the new version read of the content comes along, and what the old one had comes back', () => {
  const { root, first, second } = staged()
  const dataDir = join(root, 'data')
  const { data } = upgradeFolder(root)
  for (const [folder, text] of [
    [dataDir, 'old'],
    [data, 'new'],
  ] as const) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'content-index.json'), text)
  }
  makeReady(root, { by: 0, name: 'v2', commit: second, from: first, dataDir })
  takeReady(root)
  expect(read(dataDir, 'content-index.json')).toBe('new')
  takeBack(root)
  expect(read(dataDir, 'content-index.json')).toBe('old')
})

test('an upgrade whose site has died on the way is taken back; one that is still on its way is left alone', () => {
  const { root, first, second, state } = staged()
  const plan = { by: 0, name: 'v2', commit: second, from: first, pid: process.pid }
  makeReady(root, plan)
  takeReady(root)
  expect(cutOff(root)).toMatchObject({ name: 'v2', pid: process.pid })
  expect(state()).toEqual(['two', 'new', 'new'])
  writeFileSync(upgradeFolder(root).trial, JSON.stringify({ ...plan, pid: 2 ** 22 + 1 }))
  expect(cutOff(root)).toBeUndefined()
  expect([underWay(root), ...state()]).toEqual([undefined, 'one', 'old', 'old'])
})

test('once it serves, the folder of the upgrade goes, unless the command waits for just that', async () => {
  for (const [by, stays] of [
    [process.pid, true],
    [2 ** 22 + 1, false],
  ] as const) {
    const { root, first, second } = staged()
    makeReady(root, { by, name: 'v2', commit: second, from: first })
    takeReady(root)
    confirm(root)
    expect(underWay(root)).toBeUndefined()
    if (stays) expect(existsSync(join(root, '.upgrade'))).toBe(true)
    else await expect.poll(() => existsSync(join(root, '.upgrade'))).toBe(false)
  }
})

test('changes of the program are told with their files and what to do: edited, staged, added, committed', () => {
  const { root, first, git } = clone()
  const told = () => localChanges(gitIn(root)).join('\n')
  expect(told()).toBe('')
  mkdirSync(join(root, 'lib'))
  mkdirSync(join(root, 'ours'))
  writeFileSync(join(root, 'ours/mine.ts'), '')
  expect(told()).toBe('')
  writeFileSync(join(root, 'lib/añadido.ts'), '')
  expect(told()).toMatch(/^You added files to the program: lib\/añadido\.ts\. Move them out of this folder/)
  git('add', 'lib')
  writeFileSync(join(root, 'program.txt'), 'ours')
  expect(told()).toMatch(
    /^You changed files of the program: lib\/añadido\.ts, program\.txt\. .* git stash, and upgrade again; .*site\.yml/,
  )
  git('commit', '-q', '-a', '-m', 'ours')
  expect(told()).toContain('You committed changes of your own to the program: lib/añadido.ts, program.txt. ')
  expect(told()).toContain(`git branch ours && git reset --keep ${first.slice(0, 10)}.`)
  git('reset', '-q', '--hard', first)
  mkdirSync(join(root, 'content'))
  writeFileSync(join(root, 'content/a.mdx'), '')
  git('add', 'content')
  expect(told()).toMatch(
    /^You changed the sample content of the program: content\/a\.mdx\. .*cp -r content ours/,
  )
})

test('of the changelog the new sections are shown, and what was added to a known one', () => {
  const old = '# Changelog\n\n## [Unreleased]\n\n## [0.2.0]\n- b\n'
  expect(newPart(old, '# Changelog\n\n## [Unreleased]\n- d\n\n## [0.3.0]\n- c\n\n## [0.2.0]\n- b\n')).toBe(
    '## [Unreleased]\n- d\n\n## [0.3.0]\n- c',
  )
  expect(newPart(old, old)).toBe('')
})
