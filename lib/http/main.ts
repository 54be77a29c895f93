import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import '#lib/without-buffer-pool.ts'
import { deriveKeys } from '#lib/auth/keys.ts'
import { loadSecret } from '#lib/auth/secret.ts'
import { readSettings, type Settings } from '#lib/config.ts'
import { loadEnvFile } from '#lib/env-file.ts'
import { ensureBuild } from '#lib/http/build.ts'
import { createLog, openLogOutput } from '#lib/log.ts'
import { createOutput, sendTo } from '#lib/output.ts'
import { maskAddresses, maskPersons, maskSecretsOf } from '#lib/secrets.ts'
import { serve } from './app.ts'
import { lowerEngineThreads } from './engine-threads.ts'
import { endAfterUnknownErrors } from './unknown-errors.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Milliseconds for requests under way while the next version waits: meanwhile nobody else is answered. */
const graceOfUpgrade = 2_000
/** Bytes, of some 70,000 articles: clearing one holds readers up, and may come half as often. */
const largeHeap = 200 * 1024 * 1024
const dev = process.argv.includes('--dev')

// The small nursery of lib/cli/start.mjs is for this thread: what others were given would count for nothing beside it.
setFlagsFromString('--min-semi-space-size=0')
setFlagsFromString('--max-semi-space-size=0')
// Threads are small, and would fill all that this one is let to fill before they clear any of it.
setFlagsFromString('--initial-old-space-size=16')

const steps = createOutput(sendTo(2))
let mask = maskAddresses

function tell(step: string): void {
  steps.write(`${mask(step)}\n`)
}

function settingsOrExit(): Settings {
  for (const line of loadEnvFile()) tell(line)
  const read = readSettings()
  if ('settings' in read) return read.settings
  for (const problem of read.problems) tell(problem)
  tell('Nothing was started. Correct the settings above (environment or .env) and start again.')
  process.exit(1)
}

const settings = settingsOrExit()
mask = maskSecretsOf(settings)
const logOutput = openLogOutput((error) =>
  tell(`Standard output cannot be written (${error.message}): log lines are dropped until it can.`),
)
const log = createLog(settings.logLevel, logOutput.write, (text) => maskPersons(mask(text)))
let stop: (grace?: number) => Promise<void> = async () => {}
let stopping = false

function end(): void {
  if (stopping) return
  stopping = true
  tell('Stopping: requests in flight are finished …')
  // A process manager that waits ten seconds must not have to kill.
  setTimeout(() => process.exit(1), 9500).unref()
  stop(existsSync(join(root, '.upgrade', 'ready')) ? graceOfUpgrade : undefined).then(
    () => process.exit(0),
    (error: unknown) => {
      tell(`The stop did not end cleanly: ${error instanceof Error ? error.message : error}`)
      process.exit(1)
    },
  )
}

// While one works on the site, the framework shows its errors in the browser.
if (!dev)
  endAfterUnknownErrors({ report: (message, error) => log.error(message, { error }), stop: () => stop() })

// 'disconnect': the starter that holds our IPC channel is gone.
for (const event of ['SIGTERM', 'SIGINT', 'disconnect']) process.on(event, end)
if (process.connected === false) end()
try {
  const keys = deriveKeys(loadSecret(settings))
  if (!dev) {
    await claimable(settings)
    await ensureBuild(root, tell)
  }
  stop = await serve({ settings, keys, root, dev, tell, log, logOutput })
  // Not before: a start would take longer. See docs/decisions/0007-memory.md.
  lowerEngineThreads()
  const isLarge = getHeapStatistics().used_heap_size >= largeHeap
  setFlagsFromString(`--heap-growing-percent=${isLarge ? 40 : 20}`)
} catch (error) {
  tell(error instanceof Error ? told(error) : String(error))
  process.exit(1)
}

/** A second start must not build under the first, which reads its pages when they are first asked for. @throws as `listen` does */
async function claimable({ port, host }: Settings): Promise<void> {
  const server = createServer().listen(port, host)
  await once(server, 'listening')
  await once(server.close(), 'close')
}

function told(error: Error & { code?: string }): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${settings.port} is taken by another program. Stop it, or set PORT to a free one.`
  if (error.code === 'EACCES' && error.message.includes('listen'))
    return `Port ${settings.port} may not be opened by this user. Set PORT to one above 1023.`
  const cause = error.cause instanceof Error ? `\nBecause: ${error.cause.message}` : ''
  return `Broadsheet could not start: ${error.message}${cause}`
}
