import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { makeReady, takeReady, upgradeFolder } from '#lib/cli/swap.mjs'
import { newPart } from '#lib/cli/upgrade/changes.ts'
import { gitIn, newest } from '#lib/cli/upgrade/git.ts'

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
  return { root, first, second }
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
  makeReady(root, { pid: undefined, commit: second, from: first })
  expect(takeReady(root)).toBe(true)
  expect(state()).toEqual(['two', 'new', 'new'])
  expect(takeReady(root)).toBe(false)
})

test('what cannot be put in place leaves all as it was', () => {
  const { root, first, state } = staged()
  makeReady(root, { pid: undefined, commit: 'f'.repeat(40), from: first })
  expect(takeReady(root)).toBe(false)
  expect(state()).toEqual(['one', 'old', 'old'])
})

test('of the changelog the new sections are shown, and what was added to a known one', () => {
  const old = '# Changelog\n\n## [Unreleased]\n\n## [0.2.0]\n- b\n'
  expect(newPart(old, '# Changelog\n\n## [Unreleased]\n- d\n\n## [0.3.0]\n- c\n\n## [0.2.0]\n- b\n')).toBe(
    '## [Unreleased]\n- d\n\n## [0.3.0]\n- c',
  )
  expect(newPart(old, old)).toBe('')
})
