import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { format } from 'node:util'
import { openLibrary } from '#lib/articles/library.ts'
import { openDatabase } from '#lib/db/client.ts'
import type { Settings } from '#lib/env.ts'
import { newId } from '#lib/ids.ts'
import { itemLink } from '#lib/links/items.ts'
import type { Keys } from '#lib/links/keys.ts'
import { createLog, type Log } from '#lib/log.ts'
import { createMailer } from '#lib/mail/mailer.ts'
import { startDrain } from '#lib/outbox/drain.ts'
import { currentRequest } from '#lib/request.ts'
import { provideRuntime } from '#lib/runtime.ts'
import { site } from '#lib/site.ts'
import { createPostCounter } from '#lib/spam/limits.ts'
import { createEntry } from './entry.ts'
import { createFiles } from './files.ts'
import { finishForDevelopment, finishHtml } from './finish.ts'
import { askFramework } from './framework.ts'
import { createPages } from './pages.ts'
import { createReload, type Reload } from './reload.ts'
import { answerBrokenRequests, stopServer } from './sockets.ts'
import { createStatus } from './status.ts'

const megabyte = 1024 * 1024

/** Opens everything, listens, and returns what stops it all again, within 10 s. */
export async function serve(options: {
  settings: Settings
  keys: Keys
  root: string
  dev: boolean
  tell: (step: string) => void
}): Promise<() => Promise<void>> {
  const { settings, keys, root, dev, tell } = options
  const log = createLog(settings.logLevel)
  sendConsoleTo(log)
  const now = Date.now

  const db = await openDatabase(settings.database)
  await db.migrate()
  const pages = createPages(96 * megabyte)
  const reload = dev ? createReload() : undefined
  const drop = (...tags: string[]) => {
    pages.drop(...tags)
    reload?.tell()
  }
  const library = await openLibrary({
    contentDir: settings.contentDir,
    timeZone: site.timeZone,
    now,
    log,
    drop,
    watch: true,
    cacheFile: join(settings.dataDir, 'content-index.json'),
  })
  const mailer = createMailer({
    smtpUrl: settings.smtpUrl,
    from: settings.mailFrom,
    dataDir: settings.dataDir,
    log,
  })
  const outbox = startDrain({
    db,
    mailer,
    context: { site, siteUrl: settings.siteUrl, itemLink: itemLink({ keys, settings, now }) },
    now,
    newId,
    log,
  })
  provideRuntime({ settings, log, db, library, outbox, keys, now, newId, drop })

  const framework = await startFramework(root, settings, reload)
  let stopping = false
  const deps = {
    settings,
    log,
    framework: framework.ask,
    pages: dev ? keepNothing(pages) : pages,
    finish: reload ? finishForDevelopment(reload.script) : finishHtml,
    files: createFiles(
      { build: join(root, '.next', 'static'), public: join(root, 'public'), content: settings.contentDir },
      pages,
    ),
    status: createStatus({ db, outbox, settings, library }, pages),
    posts: createPostCounter({ now }),
    newId,
    bodyDeadline: 30_000,
    stopping: () => stopping,
  }
  const server = createServer({ requestTimeout: 0, headersTimeout: 30_000, keepAliveTimeout: 15_000 })
  const entry = createEntry(deps)
  server.on('request', dev ? framework.around(entry) : entry)
  server.on('checkContinue', (request, response) => {
    // A body that is too large by its own word is refused before it is sent.
    if (Number(request.headers['content-length']) <= megabyte) response.writeContinue()
    entry(request, response)
  })
  if (framework.upgrade) server.on('upgrade', framework.upgrade)
  answerBrokenRequests(server)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(settings.port, settings.host, resolve)
  })
  log.info('serving', {
    url: settings.siteUrl,
    port: settings.port,
    database: db.dialect,
    mail: settings.smtpUrl ? 'smtp' : 'mailbox',
  })
  tell(`Serving ${settings.siteUrl} (port ${settings.port})`)

  return async () => {
    stopping = true
    await stopServer(server, 7000)
    library.close()
    await outbox.stop()
    await db.close()
  }
}

/** In development each request is rendered anew: a view changes without our knowing. */
function keepNothing(pages: ReturnType<typeof createPages>): ReturnType<typeof createPages> {
  return { ...pages, kept: () => undefined, get: async (_path, render) => (await render()).page }
}

async function startFramework(root: string, settings: Settings, reload: Reload | undefined) {
  const dev = reload !== undefined
  const require = createRequire(import.meta.url)
  const next = require('next') as typeof import('next').default
  const inject = require('light-my-request') as typeof import('light-my-request')
  const origin = `http://127.0.0.1:${settings.port}`
  const app = next({ dev, dir: root, quiet: true, hostname: '127.0.0.1', port: settings.port })
  await app.prepare()
  const handle = app.getRequestHandler()
  return {
    ask: askFramework(handle, inject, origin),
    upgrade: dev ? app.getUpgradeHandler() : undefined,
    /** In development the framework's own addresses (scripts, hot reload) go to it directly. */
    around:
      (entry: ReturnType<typeof createEntry>): ReturnType<typeof createEntry> =>
      (request, response) => {
        if (reload?.takes(request, response)) return
        if (request.url?.startsWith('/_next/') || request.url?.startsWith('/__nextjs'))
          void handle(request, response)
        else entry(request, response)
      },
  }
}

/** What the framework prints is a log line too, and standard output holds nothing but those. */
function sendConsoleTo(log: Log): void {
  const write =
    (level: 'info' | 'warn' | 'error') =>
    (...parts: unknown[]) =>
      log[level](format(...parts), { requestId: currentRequest()?.id })
  Object.assign(console, {
    log: write('info'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  })
}
