import { once } from 'node:events'
import { createServer } from 'node:http'
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { format } from 'node:util'
import type { Keys } from '#lib/auth/keys.ts'
import { itemLink } from '#lib/auth/moderation-link.ts'
import { signInAddress } from '#lib/auth/sign-in.ts'
import type { Settings } from '#lib/config.ts'
import { openLibrary } from '#lib/content/content.ts'
import { startDiagnosticNotifier } from '#lib/content/notify-diagnostics.ts'
import { lastGoodIn } from '#lib/content/organisation/load.ts'
import { pictureMoves } from '#lib/content/picture-moves.ts'
import { faultsAt } from '#lib/content/preview.ts'
import { sharedPicture } from '#lib/content/shared-picture.ts'
import { topicMarks } from '#lib/content/topic-marks.ts'
import { provideContext } from '#lib/context.ts'
import { openDatabaseInTime } from '#lib/db/startup.ts'
import { createCounter } from '#lib/figures/counter.ts'
import { figuresJob, lastFigures } from '#lib/figures/job.ts'
import type { Finding, HealthCheck } from '#lib/health.ts'
import { type Level, type Log, logFindings } from '#lib/log.ts'
import { createMailer } from '#lib/mail/mailer.ts'
import { healthOf } from '#lib/outbox/health.ts'
import type { Output } from '#lib/output.ts'
import { openPictureCache } from '#lib/pictures/cache.ts'
import { createPictures } from '#lib/pictures/pictures.ts'
import { retentionJob } from '#lib/privacy/retention.ts'
import { makePrivateFiles, narrowFiles } from '#lib/private-files.ts'
import { remindersJob } from '#lib/reminders/remind.ts'
import { currentRequest } from '#lib/request-context.ts'
import { createNearAddresses } from '#lib/search/near-addresses.ts'
import { openSearch } from '#lib/search/open.ts'
import { site } from '#lib/site.ts'
import { siteForms } from '#lib/site-forms.ts'
import { createPostCounter } from '#lib/spam/rate-limit.ts'
import { ulid } from '#lib/ulid.ts'
import { longestBody } from './body.ts'
import { createClients } from './clients.ts'
import { withDeadline } from './deadline.ts'
import { descriptorFindings } from './descriptors.ts'
import { withDownloads } from './downloads.ts'
import { withoutMail } from './first-lines.ts'
import { createHandler } from './handler.ts'
import { createHealth } from './health.ts'
import { finishForDevelopment, finishWith } from './html.ts'
import { hubJob } from './hub.ts'
import { createReload } from './live-reload.ts'
import { followPictures } from './moved-pictures.ts'
import { createPageCache } from './page-cache.ts'
import { inTurn } from './pipelining.ts'
import { notePort } from './port-file.ts'
import { watchPosts } from './post-health.ts'
import { startRenderer } from './renderer.ts'
import { createRouter } from './router.ts'
import { servedSize } from './served-size.ts'
import { answerBrokenRequests, cutWhenStill, fastOr, stopServer } from './sockets.ts'
import { createFiles } from './static-files.ts'
import { readStyles } from './styles.ts'
import { withViews } from './views.ts'
import { createWorkers } from './workers.ts'

const pageMemory = 20 * 1024 * 1024

const pictureCache = 500 * 1024 * 1024

const keepAliveTimeout = 15_000

/** Milliseconds in which neither a body nor an answer moves. */
const stillTimeout = 60_000

/** @returns what stops it all again, within 10 s; `grace` is milliseconds for requests under way */
export async function serve(options: {
  settings: Settings
  keys: Keys
  root: string
  dev: boolean
  tell: (step: string) => void
  log: Log
  logOutput: Pick<Output, 'dropped'>
}): Promise<(grace?: number) => Promise<void>> {
  const { settings, keys, root, dev, tell, log, logOutput } = options
  sendConsoleTo(log)
  const now = Date.now
  const clock = () => performance.now()

  makePrivateFiles()
  narrowFiles(settings, log)
  const { db, isOpen, opened } = await openDatabaseInTime(settings.database, { log, port: settings.port })
  const base = { db, settings, now, newId: ulid, log }
  if (!isOpen())
    tell('The database cannot be used yet. Articles are served meanwhile, and forms are refused.')
  const reload = dev ? createReload() : undefined
  // In development a view changes without our knowing: nothing is kept.
  const pages = createPageCache(dev ? 0 : pageMemory)
  const invalidateHere = (...tags: string[]) => {
    pages.invalidate(...tags)
    reload?.tell()
  }
  const notifier = dev ? undefined : startDiagnosticNotifier({ ...base, clock })
  const search = openSearch({
    ...{ dataDir: settings.dataDir, contentDir: settings.contentDir },
    ...{ log, now, invalidate: invalidateHere },
  })
  const library = await openLibrary({
    ...{ contentDir: settings.contentDir, lastGood: lastGoodIn(settings), now, log },
    invalidate: invalidateHere,
    invalidateAll() {
      pages.invalidateAll()
      reload?.tell()
    },
    watch: true,
    follower: search.follower,
    cacheFile: join(settings.dataDir, 'content-index.json'),
    bodiesFile: join(settings.dataDir, 'cache', 'bodies'),
  })
  notifier?.follow(library)
  const framework = await startRenderer({ root, port: settings.port, reload })

  const server = createServer({
    requestTimeout: 0,
    headersTimeout: 30_000,
    keepAliveTimeout,
    // One without a body costs a tenth less then; its stream has ended from the start.
    optimizeEmptyRequests: true,
    requireHostHeader: false,
  })
  // In development a page may take its time.
  const still = dev ? 0 : stillTimeout
  answerBrokenRequests(server, still)
  // An end would write it, while those wait for whom the site starts anew: a second and more after a first start.
  flushCompileCache()
  await once(server.listen(settings.port, settings.host), 'listening')
  server.on('error', (error) => log.error('a connection was not accepted', { error }))

  const forgetPort = notePort(settings)

  // Only now that the port is ours: the outbox of a second start must leave the mails of the first alone.
  const { dataDir, smtpUrl, mailFrom: from, siteUrl } = settings
  const mailer = createMailer({
    ...{ smtpUrl, from, dataDir, log },
    get fromName() {
      return site.name
    },
  })
  const links = { itemLink: itemLink({ keys, settings, now }), signInLink: signInAddress({ keys, settings }) }
  const context = { site, siteUrl, ...links }
  const workers = createWorkers({
    ...{ ...base, mailer, context },
    invalidate: invalidateHere,
    invalidateAll: pages.invalidateAll,
  })
  const { outbox } = workers
  const figures = createCounter(base, settings.siteUrlGiven ? siteUrl : undefined)
  const mark = () => entry.versionOf('/feed.xml')
  const jobs = [
    ...[remindersJob({ ...base, outbox, site }), retentionJob(base), figuresJob(figures)],
    ...(dev ? [] : [hubJob({ ...base, siteUrl, mark, topicMarks: topicMarks(library) })]),
  ]
  const invalidate = (...tags: string[]) => {
    invalidateHere(...tags)
    workers.publish(...tags)
  }
  if (isOpen()) await workers.start(jobs)
  else void opened.then(() => workers.start(jobs)).then(pages.invalidateAll)
  const sizeOf = (path: string) => servedSize(files, path)
  const shared = { ...base, library, outbox, keys, search, invalidate, sizeOf }
  provideContext(shared)

  const clients = createClients(settings.trustProxy, log)
  const postHealth = watchPosts()
  const checks: HealthCheck[] = [
    clients.check,
    () => logFindings(logOutput),
    () => healthOf(outbox.state()).findings,
    () => [...library.findings(), ...contentFindings(library.faults().length)],
    db.findings,
    search.findings,
    descriptorFindings,
    postHealth.findings,
  ]
  let stopping = false
  const content = settings.contentDir
  const build = join(root, '.next', 'static')
  const pictures = createPictures(
    openPictureCache({ folder: join(dataDir, 'cache', 'pictures'), maxBytes: pictureCache, log }),
    log,
  )
  const files = followPictures(
    withDownloads(
      createFiles(
        { build, public: join(root, 'public'), content, lastGood: lastGoodIn(settings) },
        {
          ...{ pages, pictures },
          sharedPicture: (path) => sharedPicture(library, path),
        },
      ),
      { content, isLinked: library.isLinked },
    ),
    content,
    pictureMoves(library),
  )
  const entry = createHandler({
    // In development a page is built when it is first asked for, which may take its time.
    framework: dev ? framework : withDeadline(withViews(framework)),
    pages,
    finish: reload ? finishForDevelopment(reload.script) : finishWith(readStyles(build)),
    files,
    status: createHealth({ ...shared, figures }, pages, checks),
    routes: createRouter(shared),
    postHealth,
    forms: siteForms,
    figures,
    context: shared,
    posts: createPostCounter({ now: clock }),
    clientOf: clients.keyOf,
    nearest: createNearAddresses(() => [library.articles(), library.pages()]),
    insteadOf: dev ? (path) => (faultsAt(library, path).length ? `/answer/faults${path}` : path) : undefined,
    bodyDeadline: 30_000,
    stopping: () => stopping,
  })
  const answer = cutWhenStill(inTurn(framework.ownRequests(entry.answer)), still)
  server.on('request', fastOr(entry.answerFast, answer, still))
  server.on('checkExpectation', answer)
  const answerContinuing = inTurn((request, response) => {
    // A body that is too large by its own word is refused before it is sent.
    if (Number(request.headers['content-length']) <= longestBody) response.writeContinue()
    entry.answer(request, response)
  })
  server.on('checkContinue', cutWhenStill(answerContinuing, still))
  if (framework.upgrade) server.on('upgrade', framework.upgrade)
  const mail = smtpUrl ? 'smtp' : 'mailbox'
  search.start()
  log.info('serving', { url: siteUrl, port: settings.port, database: db.dialect, mail })
  db.inspect()
  const wayIn = () => withoutMail(shared)
  tell([`Serving ${siteUrl} (port ${settings.port})`, ...(isOpen() ? await wayIn() : [])].join('\n'))
  if (!isOpen()) void opened.then(wayIn).then((lines) => lines.length && tell(lines.join('\n')))

  return async (grace = 6000) => {
    stopping = true
    workers.wane()
    await stopServer(server, grace)
    library.close()
    forgetPort()
    await Promise.all([notifier?.stop(), workers.stop(), lastFigures(figures, log), search.close()])
    await db.close()
  }
}

function contentFindings(faults: number): Finding[] {
  return faults ? [{ severity: 'warning', message: `${faults} faults in the content folder.` }] : []
}

/** Standard output holds nothing but log lines. */
function sendConsoleTo(log: Log): void {
  const write =
    (level: Level) =>
    (...parts: unknown[]) =>
      log[level](readable(parts), { requestId: currentRequest()?.id })
  Object.assign(console, {
    debug: write('debug'),
    dir: write('debug'),
    log: write('info'),
    info: write('info'),
    warn: write('warn'),
    trace: write('error'),
    error: write('error'),
  })
}

function readable(parts: readonly unknown[]): string {
  try {
    return format(...parts)
  } catch {
    // An object may throw when it is asked for its text.
    return 'something that cannot be shown was printed'
  }
}
