import { readdirSync, readlinkSync, realpathSync } from 'node:fs'
import { join } from 'node:path'

/** Milliseconds: the first page of a machine that has other things to do takes its time. */
const longest = 60_000

/** The process that has the file open; undefined also where the system does not say. */
export function holderOf(file: string): number | undefined {
  try {
    const wanted = realpathSync(file)
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .find((pid) => pid !== process.pid && opened(pid).some((path) => path === wanted))
  } catch {
    return undefined
  }
}

function opened(pid: number): string[] {
  const folder = join('/proc', String(pid), 'fd')
  try {
    return readdirSync(folder).map((name) => {
      try {
        return readlinkSync(join(folder, name))
      } catch {
        return ''
      }
    })
  } catch {
    return []
  }
}

/** @param host that it listens on */
export async function isAnswering(port: number, host = ''): Promise<boolean> {
  return (await answerOf('/healthz', port, host))?.text.includes('"alive"') === true
}

export async function answerOf(path: string, port: number, host = '') {
  const name = ['', '::', '0.0.0.0'].includes(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  try {
    const signal = AbortSignal.timeout(longest)
    const answer = await fetch(`http://${name}:${port}${path}`, { signal, redirect: 'manual' })
    return { status: answer.status, text: await answer.text() }
  } catch {
    return undefined
  }
}
