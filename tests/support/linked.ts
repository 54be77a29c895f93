import { createHash } from 'node:crypto'
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fingerprintOf } from '#lib/http/build.ts'

/** What is installed in one folder of the program for serving, in another one on the same disk. */
export function linkModules(from: string, to: string): void {
  const lock = readFileSync(join(from, 'package-lock.json'), 'utf8')
  const { packages } = JSON.parse(lock) as {
    packages: Record<string, { dev?: boolean }>
  }
  const tools = new Set(Object.keys(packages).filter((name) => packages[name]?.dev))
  // npm writes in these two, and so does whoever starts the site.
  const own = new Set(['node_modules/.package-lock.json', 'node_modules/.broadsheet-lock'])
  rmSync(join(to, 'node_modules'), { recursive: true, force: true })
  link(from, to, 'node_modules', (name) => tools.has(name) || own.has(name))
  const stamp = `${createHash('sha256').update(lock).digest('hex')} without tools`
  writeFileSync(join(to, 'node_modules/.broadsheet-lock'), stamp)
}

/** The build of one folder of the program, as if it were that of another one's sources. */
export function linkBuild(from: string, to: string): void {
  const isOurs = (name: string) =>
    !/^\.next\/(cache|dev|diagnostics|trace|broadsheet-build|copy-|site-)/.test(name)
  link(from, to, '.next', (name) => !isOurs(name))
  writeFileSync(join(to, '.next/broadsheet-build'), fingerprintOf(to))
}

/** A hundred times as quick as a copy, and of no weight. */
function link(from: string, to: string, name: string, isLeftOut: (name: string) => boolean): void {
  mkdirSync(join(to, name), { recursive: true })
  for (const entry of readdirSync(join(from, name), { withFileTypes: true })) {
    const path = `${name}/${entry.name}`
    if (isLeftOut(path)) continue
    if (entry.isDirectory()) link(from, to, path, isLeftOut)
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(join(from, path)), join(to, path))
    else linkSync(join(from, path), join(to, path))
  }
}
