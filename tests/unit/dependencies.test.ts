import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Below these versions we know of an advisory that concerns us. */
const floors: Record<string, string> = {
  next: '16.4.5',
  react: '19.3.1',
  'react-dom': '19.3.1',
  sharp: '0.35.5',
  zod: '4.6.7',
  nodemailer: '10.0.0',
}

const lock: { packages: Record<string, { version?: string; resolved?: string; dev?: boolean }> } = JSON.parse(
  readFileSync('package-lock.json', 'utf8'),
)
const manifest: Record<
  'dependencies' | 'devDependencies' | 'optionalDependencies',
  Record<string, string>
> = JSON.parse(readFileSync('package.json', 'utf8'))

const isAtLeast = (version: string, floor: string) =>
  version.localeCompare(floor, 'en', { numeric: true }) >= 0

test('no dependency is older than the version that mended an advisory', () => {
  for (const [path, { version = '' }] of Object.entries(lock.packages)) {
    const floor = floors[path.replace(/^.*node_modules\//, '')]
    if (floor) expect([path, version, isAtLeast(version, floor)]).toEqual([path, version, true])
  }
})

test('every version is exact, and the lock file names no place to download from', () => {
  for (const versions of [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies])
    for (const [name, version] of Object.entries(versions))
      expect([name, version]).toEqual([name, expect.stringMatching(/^\d/)])
  expect(Object.values(lock.packages).filter(({ resolved }) => resolved)).toEqual([])
})

test('the framework’s compiler is in the lock file for every system', () => {
  for (const system of ['darwin-arm64', 'darwin-x64', 'linux-arm64-gnu', 'linux-x64-gnu', 'win32-x64-msvc'])
    expect(lock.packages[`node_modules/@next/swc-${system}`]?.version).toBe(manifest.dependencies.next)
})
