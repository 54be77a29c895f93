import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../support/site.ts'
import { pin, serverCore } from './machine.ts'

/** A server to be measured beside ours; on the server's core. */
export type Peer = { name: string; port: number; pid: number; stop(): Promise<void> }

/** An answer as a server may send it, its bytes kept in a file. The path has no query. */
export type Ready = { path: string; file: string; status: number; headers: Record<string, string> }

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The runtime's bare HTTP server with these bytes in memory. */
export async function startBare(folder: string, ready: readonly Ready[]): Promise<Peer> {
  const port = await freePort()
  const list = join(folder, 'bare.json')
  writeFileSync(list, JSON.stringify(ready))
  const program = fileURLToPath(new URL('./bare.ts', import.meta.url))
  return started('bare node:http', port, spawn(process.execPath, [program, String(port), list], quiet))
}

/**
 * `next start` with a page of the same words, prerendered and kept by the framework (ISR), as a usual site has it.
 *
 * @param paragraphs the words of our article's page
 */
export async function startPlainNext(folder: string, paragraphs: readonly string[]): Promise<Peer> {
  const site = join(folder, 'plain-next')
  mkdirSync(site)
  cpSync(fileURLToPath(new URL('./fixture', import.meta.url)), site, { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(site, 'node_modules'))
  writeFileSync(join(site, 'article.json'), JSON.stringify({ title: paragraphs[0], paragraphs }))
  const next = join(root, 'node_modules/next/dist/bin/next')
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }
  const built = spawnSync(process.execPath, [next, 'build', '--webpack'], {
    cwd: site,
    env,
    encoding: 'utf8',
  })
  if (built.status !== 0 || !existsSync(join(site, '.next/BUILD_ID')))
    throw new Error(`The fixture does not build:\n${built.stdout}\n${built.stderr}`)
  const port = await freePort()
  const args = [next, 'start', '-p', String(port), '-H', '127.0.0.1']
  return started('plain next start', port, spawn(process.execPath, args, { ...quiet, cwd: site, env }))
}

export const quiet = { stdio: ['ignore', 'ignore', 'inherit'] as ('ignore' | 'inherit')[] }

/** Waits until a server answers, and puts it on the server's core. */
export async function started(name: string, port: number, child: ChildProcess): Promise<Peer> {
  const ended = once(child, 'exit')
  let gone = false
  void ended.then(() => {
    gone = true
  })
  while (!(await answers(port))) if (gone) throw new Error(`${name} ended instead of answering.`)
  const pid = child.pid ?? 0
  pin(pid, serverCore)
  return {
    ...{ name, port, pid },
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Whether something answers HTTP on a port, whatever it says. Waits 20 ms before it says no. */
async function answers(port: number): Promise<boolean> {
  try {
    await (await fetch(`http://127.0.0.1:${port}/`)).arrayBuffer()
    return true
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 20))
    return false
  }
}
