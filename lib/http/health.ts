import { timingSafeEqual } from 'node:crypto'
import { access, constants } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { lastBackup } from '#lib/backup/last.ts'
import type { Context } from '#lib/context.ts'
import type { Counter } from '#lib/figures/counter.ts'
import { type Finding, type HealthCheck, inFull } from '#lib/health.ts'
import { isMailUp } from '#lib/outbox/health.ts'
import { version } from '#lib/version.ts'
import { type FinishedPage, pack } from './page.ts'
import type { PageCache } from './page-cache.ts'

export type Status = ReturnType<typeof createHealth>

const proofLasts = 1000
/** Milliseconds: whoever watches the site gives up soon after. */
const answersWithin = 2000

export function createHealth(
  runtime: Pick<Context, 'db' | 'outbox' | 'settings' | 'library' | 'now'> & {
    figures: Pick<Counter, 'unwritten'>
  },
  pages: PageCache,
  checks: readonly HealthCheck[],
) {
  const { db, outbox, settings, library, now } = runtime

  // One proof at a time: a load balancer must not wear the disk out, nor pile writes up on one that hangs.
  let proof = { at: Number.NEGATIVE_INFINITY, stored: Promise.resolve(), isUnderway: false }
  function stored(): Promise<void> {
    if (!proof.isUnderway && performance.now() - proof.at > proofLasts) {
      const begun = { at: performance.now(), stored: db.probe(), isUnderway: true }
      begun.stored = begun.stored.finally(() => {
        begun.isUnderway = false
      })
      proof = begun
    }
    return inTime(proof.stored)
  }

  async function findings(): Promise<Finding[]> {
    const found = checks.flatMap((check) => check())
    const writable = inTime(access(settings.dataDir, constants.W_OK)).catch((error: Error) =>
      found.push({
        severity: 'problem',
        message: 'The data folder cannot be written: check that DATA_DIR is there and its permissions.',
        detail: error.message,
      }),
    )
    const storing = stored().catch((error: Error) =>
      found.push({ severity: 'problem', message: 'The database does not store.', detail: error.message }),
    )
    await Promise.all([writable, storing])
    return found
  }

  async function readiness(isTrusted: boolean) {
    const found = await findings()
    const told = (severity: Finding['severity']) =>
      found
        .filter((finding) => finding.severity === severity)
        .map((finding) => (isTrusted ? inFull(finding) : finding.message))
    const problems = told('problem')
    return { version, ready: problems.length === 0, problems, warnings: told('warning') }
  }

  async function metrics(): Promise<string> {
    const backupAt = await inTime(lastBackup(settings)).catch(() => undefined)
    const mail = outbox.state()
    const size = pages.size()
    const gauges: [name: string, help: string, value: number | '+Inf'][] = [
      ['broadsheet_outbox_waiting', 'Mails that wait to be sent.', mail.waiting],
      ['broadsheet_outbox_retrying', 'Mails of those that wait which the server has put off.', mail.retrying],
      ['broadsheet_outbox_failed', 'Mails refused for good.', mail.failed],
      [
        'broadsheet_outbox_unanswered',
        'Mails of those that wait which may have arrived several times.',
        mail.doubtful ?? 0,
      ],
      ['broadsheet_outbox_up', 'Whether a mail server takes our mail.', isMailUp(mail) ? 1 : 0],
      [
        'broadsheet_outbox_login_refused',
        'Whether the mail server refuses our login.',
        mail.transport === 'login-refused' ? 1 : 0,
      ],
      [
        'broadsheet_outbox_oldest_waiting_seconds',
        'Age of the oldest mail that waits.',
        Math.round(mail.oldestWaitingMs / 1000),
      ],
      ['broadsheet_pages_kept', 'Finished pages in memory.', size.pages],
      ['broadsheet_pages_bytes', 'Bytes of finished pages in memory.', size.bytes],
      ['broadsheet_figures_unwritten', 'Counted visits not yet stored.', runtime.figures.unwritten()],
      ['broadsheet_content_faults', 'Faults in the content folder.', library.faults().length],
      [
        'broadsheet_backup_age_seconds',
        'Age of the last whole backup.',
        backupAt === undefined ? '+Inf' : Math.max(0, Math.round((now() - backupAt) / 1000)),
      ],
      [`broadsheet_build_info{version="${version}"}`, 'The version that runs.', 1],
      ['process_resident_memory_bytes', 'Resident memory.', process.memoryUsage.rss()],
      ['process_uptime_seconds', 'Seconds since the start.', Math.round(process.uptime())],
    ]
    return gauges
      .map(([series, help, value]) => {
        const [name] = series.split('{')
        return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${series} ${value}\n`
      })
      .join('')
  }

  function mayRead(request: IncomingMessage): boolean {
    if (settings.metricsToken) {
      const given = Buffer.from(request.headers.authorization ?? '')
      const expected = Buffer.from(`Bearer ${settings.metricsToken}`)
      return given.length === expected.length && timingSafeEqual(given, expected)
    }
    // Behind a proxy on this machine everyone seems to come from it, whatever headers that proxy writes.
    if (settings.trustProxy > 0) return false
    const forwarded = request.headers.forwarded ?? request.headers['x-forwarded-for']
    return forwarded === undefined && /^(::ffff:)?127\.|^::1$/.test(request.socket.remoteAddress ?? '')
  }

  return {
    /** Undefined for every other path, and for who may not know. */
    async answer(request: IncomingMessage, path: string): Promise<FinishedPage | undefined> {
      if (path === '/healthz') return json(200, { alive: true })
      if (path === '/readyz') {
        const state = await readiness(mayRead(request))
        return json(state.ready ? 200 : 503, state)
      }
      if (path === '/metrics' && mayRead(request))
        return pack(200, 'text/plain; version=0.0.4; charset=utf-8', await metrics())
      return undefined
    },
  }
}

function json(status: number, body: unknown): Promise<FinishedPage> {
  return pack(status, 'application/json; charset=utf-8', `${JSON.stringify(body)}\n`)
}

function inTime<T>(work: Promise<T>): Promise<T> {
  const late = setTimeout(answersWithin, undefined, { ref: false }).then(() => {
    throw new Error(`It did not answer within ${answersWithin / 1000} seconds.`)
  })
  return Promise.race([work, late])
}
