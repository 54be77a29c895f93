import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { settingNames } from '#lib/config.ts'
import { nearest } from '#lib/content/nearest.ts'

export function loadEnvFile(): string[] {
  if (!existsSync('.env')) return []
  process.loadEnvFile('.env')
  return misspelt(Object.keys(parseEnv(readFileSync('.env', 'utf8'))))
}

export function misspelt(names: readonly string[]): string[] {
  return names.flatMap((name) => {
    if (settingNames.includes(name)) return []
    const meant = nearest(name, settingNames)
    return meant ? [`.env: ${name} is no setting, and nothing reads it. Did you mean ${meant}?`] : []
  })
}
