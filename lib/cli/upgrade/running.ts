import { readdirSync, readlinkSync, realpathSync } from 'node:fs'
import { join } from 'node:path'

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

export async function isAnswering(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(3000) })
    return (await answer.text()).includes('"alive"')
  } catch {
    return false
  }
}
