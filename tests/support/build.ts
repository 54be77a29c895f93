import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import type { TestProject } from 'vitest/node'
import { ensureBuild } from '#lib/http/build.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the browser's program. */
    chromium: string
  }
}

/** The secret of every site that the tests start, so that one build serves them all. */
export const testSecret = 'a secret for tests that protects nothing'

/** What end-to-end tests stand on: a production build, and a browser. */
export default async function setup(project: TestProject): Promise<void> {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  await ensureBuild(root, (step) => console.error(step))
  project.provide('chromium', findBrowser())
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
