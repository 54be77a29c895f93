import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import type { TestProject } from 'vitest/node'
import { ensureBuild } from '#lib/http/build.ts'
import { patience } from './patience.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the browser's program. */
    chromium: string
    /** What Playwright switches off in it, by Chromium's names. */
    switchedOff: string[]
  }
}

/** The secret of every site that the tests start, so that one build serves them all. */
export const testSecret = 'a secret for tests that protects nothing'

/** What end-to-end tests stand on: a production build, and a browser. */
export default async function setup(project: TestProject): Promise<void> {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  await ensureBuild(root, (step) => console.error(step))
  const browser = findBrowser()
  project.provide('chromium', browser)
  project.provide('switchedOff', await switchedOff(browser))
}

/** Of two such options Chromium heeds the last: whoever adds to it has to say all. */
async function switchedOff(executablePath: string): Promise<string[]> {
  const server = await chromium.launchServer({ executablePath, args: ['--no-sandbox'], timeout: patience })
  const option = '--disable-features='
  const found = server.process().spawnargs.find((argument) => argument.startsWith(option))
  await server.close()
  if (!found) throw new Error(`Playwright starts Chromium without ${option}`)
  return found.slice(option.length).split(',')
}

/** Chromium of the environment, of the system, installed now, or Playwright's own; an error when there is none. */
export function findBrowser(): string {
  const known = () =>
    [
      process.env.CHROMIUM_PATH,
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/usr/bin/google-chrome',
      chromium.executablePath(),
    ].find((path) => path && existsSync(path))
  const there = known()
  if (there) return there
  console.error('Installing a browser for the end-to-end tests (once) …')
  const quiet = { stdio: ['ignore', 2, 2] as ('ignore' | number)[] }
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    spawnSync('apt-get', ['update'], quiet)
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], quiet)
  }
  if (!known()) spawnSync(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium'], quiet)
  const installed = known()
  if (installed) return installed
  throw new Error(
    'No browser for the end-to-end tests: install Chromium (`apt-get install chromium`), or set CHROMIUM_PATH to one.',
  )
}
