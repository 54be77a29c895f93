import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** Content, settings and data are not in it: they are read while serving. */
const sources = [
  'app/**/*',
  'components/**/*',
  'lib/**/*.{ts,tsx}',
  'instrumentation.ts',
  'next.config.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
]

/** @throws when the build fails */
export async function ensureBuild(root: string, tell: (step: string) => void): Promise<void> {
  const stampFile = join(root, '.next', 'broadsheet-build')
  const fingerprint = fingerprintOf(root)
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === fingerprint) return
  tell('Building (once for these sources; about a quarter of a minute) …')
  await build(root)
  writeFileSync(stampFile, fingerprint)
}

/** Of all that a build is made from. */
export function fingerprintOf(root: string): string {
  const hash = createHash('sha256')
  for (const file of globSync(sources, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort())
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

async function build(root: string): Promise<void> {
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
  const child = spawn(process.execPath, [next, 'build'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  })
  const stop = () => child.kill('SIGTERM')
  const ends = ['SIGTERM', 'SIGINT', 'disconnect']
  for (const event of ends) process.once(event, stop)
  const [code] = await once(child, 'exit')
  for (const event of ends) process.off(event, stop)
  if (code !== 0) throw new Error('The build failed; its output above says where.')
}
