import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '#lib/config.ts'

type Place = Pick<Settings, 'dataDir' | 'port'>

/** For the commands that print links. @returns what takes the note away again */
export function notePort({ dataDir, port }: Place): () => void {
  const file = fileIn(dataDir)
  try {
    writeFileSync(file, `${port}\n${process.pid}\n`)
  } catch {
    // /readyz tells of a data folder that cannot be written.
    return () => {}
  }
  return () => rmSync(file, { force: true })
}

export function asServed<Some extends Place & Pick<Settings, 'siteUrl' | 'siteUrlGiven'>>(
  settings: Some,
): Some {
  const port = portNoted(settings.dataDir)
  if (settings.siteUrlGiven || port === undefined) return settings
  return { ...settings, port, siteUrl: `http://localhost:${port}` }
}

function portNoted(dataDir: string): number | undefined {
  try {
    const [noted] = readFileSync(fileIn(dataDir), 'utf8').split('\n')
    const port = Number(noted)
    return Number.isInteger(port) && port > 0 && port < 65536 ? port : undefined
  } catch {
    return undefined
  }
}

/** Of the site that runs on this folder: who noted itself, and is still there. */
export function processNoted(dataDir: string): { port: number; pid: number } | undefined {
  try {
    const [port, pid] = readFileSync(fileIn(dataDir), 'utf8').trim().split('\n').map(Number)
    if (!port || !pid) return undefined
    process.kill(pid, 0)
    return { port, pid }
  } catch {
    return undefined
  }
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'port')
}
