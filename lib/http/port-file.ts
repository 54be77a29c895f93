import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from '#lib/config.ts'

type Place = Pick<Settings, 'dataDir' | 'port'>

/** For the commands that print links. @returns what takes the note away again */
export function notePort({ dataDir, port }: Place): () => void {
  const file = fileIn(dataDir)
  try {
    writeFileSync(file, `${port}\n`)
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
    const port = Number(readFileSync(fileIn(dataDir), 'utf8'))
    return Number.isInteger(port) && port > 0 && port < 65536 ? port : undefined
  } catch {
    return undefined
  }
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'port')
}
