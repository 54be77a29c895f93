import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { readSettings, type Settings } from '#lib/config.ts'
import { loadEnvFile } from '#lib/env-file.ts'
import { messageOf } from '#lib/errors.ts'
import { makePrivateFiles } from '#lib/private-files.ts'

export type Terminal = { print: (text: string) => void; complain: (text: string) => void }

export type Screen = Terminal & {
  /** Of a person: faults are shown with the line they are on. */
  isScreen: boolean
  /** See no-color.org. */
  colour: boolean
  /** GitHub shows them beside the file. */
  annotations: boolean
}

/** @returns the exit code: 1 when nothing was done, for a reason that was told */
type Command = (args: readonly string[], settings: Settings, screen: Screen) => Promise<number>

/** For one whose files nobody else may read. */
export async function runPrivately(command: Command): Promise<void> {
  makePrivateFiles()
  await runCommand(command)
}

export async function runCommand(command: Command): Promise<void> {
  const isScreen = process.stdout.isTTY === true
  const colour = isScreen && !process.env.NO_COLOR && process.env.TERM !== 'dumb'
  const annotations = process.env.GITHUB_ACTIONS === 'true'
  const screen = { print: console.log, complain: console.error, isScreen, colour, annotations }
  for (const line of loadEnvFile()) screen.complain(line)
  const read = readSettings()
  process.exitCode =
    'problems' in read
      ? refuse(screen, ...read.problems)
      : await command(process.argv.slice(2), read.settings, screen)
}

/** @returns the exit code of a command that did nothing, for these reasons */
export function refuse(terminal: Terminal, ...reasons: string[]): number {
  for (const reason of reasons) terminal.complain(reason)
  return 1
}

type FileCommand = (
  /** `force`: the file may be replaced, or what is there moved aside. */
  asked: { file: string; force: boolean; envFile: string },
  settings: Settings,
  terminal: Terminal,
) => Promise<number>

/** `FILE [--force]`, and nothing else. */
export function fileCommand(usage: string, run: FileCommand) {
  return async (
    args: readonly string[],
    settings: Settings,
    terminal: Terminal,
    envFile = resolve('.env'),
  ): Promise<number> => {
    const [file, ...more] = args.filter((arg) => arg !== '--force')
    if (!file || more.length || file.startsWith('-')) return refuse(terminal, usage)
    return run({ file, force: args.includes('--force'), envFile }, settings, terminal)
  }
}

/** What stands before the flags is in `positionals`; a flag that is none is a `problem`. */
export function readFlags<Options extends ParseArgsOptionsConfig>(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options })
  } catch (error) {
    return { problem: messageOf(error) }
  }
}

/** Undefined where there is one, or it is a server's. */
export function missingDatabase({ database }: Settings): string | undefined {
  if (database.kind !== 'sqlite' || existsSync(database.file)) return undefined
  return `There is no database at ${database.file}. Set DATA_DIR and DATABASE_URL as the site has them.`
}
