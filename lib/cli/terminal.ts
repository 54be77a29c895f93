import { readSettings, type Settings } from '#lib/config.ts'
import { loadEnvFile } from '#lib/env-file.ts'
import { makePrivateFiles } from '#lib/private-files.ts'

/** Where a command says what it found, and what went wrong: one call for each line or more. */
export type Terminal = { print: (text: string) => void; complain: (text: string) => void }

/**
 * Runs a command with the settings that the site has, and sets the exit code.
 *
 * @param command returns the exit code: 0, or 1 when nothing was done, for a reason that was told
 */
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

/** How the output of a command is read: by a person, with colours or without (no-color.org), or by GitHub. */
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
