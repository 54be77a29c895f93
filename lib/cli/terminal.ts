import { readSettings, type Settings } from '#lib/config.ts'
import { loadEnvFile } from '#lib/env-file.ts'
import { makePrivateFiles } from '#lib/private-files.ts'

export type Terminal = { print: (text: string) => void; complain: (text: string) => void }

export async function runCommand(
  command: (args: readonly string[], settings: Settings, terminal: Terminal) => Promise<number>,
): Promise<void> {
  makePrivateFiles()
  const terminal = { print: console.log, complain: console.error }
  for (const line of loadEnvFile()) terminal.complain(line)
  const read = readSettings()
  if ('problems' in read) {
    for (const problem of read.problems) terminal.complain(problem)
    process.exitCode = 1
    return
  }
  process.exitCode = await command(process.argv.slice(2), read.settings, terminal)
}

/** By a person, with colours or without (no-color.org), or by GitHub. */
export function readTerminal(output: { isTTY?: boolean }): {
  isScreen: boolean
  colour: boolean
  annotations: boolean
} {
  const isScreen = output.isTTY === true
  return {
    isScreen,
    colour: isScreen && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
    annotations: process.env.GITHUB_ACTIONS === 'true',
  }
}
