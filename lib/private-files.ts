import { chmodSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import type { Settings } from '#lib/config.ts'
import type { Log } from '#lib/log.ts'

const others = 0o077

export function makePrivateFiles(): void {
  process.umask(others)
}

/** For what an earlier version, a copy or another umask has left. */
export function narrowFiles(
  { dataDir, database, contentDir }: Pick<Settings, 'dataDir' | 'database' | 'contentDir'>,
  log: Log,
): void {
  if (process.platform === 'win32') return
  const holdsContent = !relative(dataDir, contentDir).startsWith('..')
  const narrowed = [
    ...(holdsContent ? [] : [dataDir]),
    ...ownIn(dataDir, (name) => /^(secret|mailbox$|content-index\.json|site\.|before-restore-)/.test(name)),
    ...ownIn(join(dataDir, 'mailbox'), (name) => name.endsWith('.eml')),
    ...(database.kind === 'sqlite'
      ? ownIn(dirname(database.file), (name) => name.startsWith(basename(database.file)))
      : []),
  ].filter((path) => narrow(path, log))
  if (narrowed.length)
    log.warn('Other accounts of this machine could read files of the data folder: now only their owner can', {
      folder: dataDir,
      files: narrowed.length,
      first: narrowed[0],
    })
}

function narrow(path: string, log: Log): boolean {
  try {
    const { mode } = statSync(path)
    if (!(mode & others)) return false
    chmodSync(path, mode & 0o7700)
    return true
  } catch (error) {
    log.warn('A file of the data folder cannot be kept from other accounts of this machine', { path, error })
    return false
  }
}

function ownIn(folder: string, isOwn: (name: string) => boolean): string[] {
  try {
    return readdirSync(folder)
      .filter(isOwn)
      .map((name) => join(folder, name))
  } catch {
    return []
  }
}
