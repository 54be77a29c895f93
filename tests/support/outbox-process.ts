import type { DatabaseLocation } from '#lib/config.ts'
import { openDatabase } from '#lib/db/client.ts'
import { createLog } from '#lib/log.ts'
import { createMailer } from '#lib/mail/mailer.ts'
import { startWorker } from '#lib/outbox/worker.ts'
import { site } from '#lib/site.ts'
import { ulid } from '#lib/ulid.ts'

/** A process of its own that works an outbox off until it is killed; see tests/contract/outbox-kill.test.ts. */
const [location = '', smtpUrl = '', leaseFor = ''] = process.argv.slice(2)
const log = createLog('debug')
const db = await openDatabase(JSON.parse(location) as DatabaseLocation)
startWorker({
  db,
  mailer: createMailer({ smtpUrl, from: 'site@example.org', dataDir: '.', log }),
  context: {
    site,
    siteUrl: 'https://example.org',
    itemLink: ({ id }) => `https://example.org/${id}`,
    signInLink: (id) => `https://example.org/${id}`,
  },
  now: Date.now,
  newId: ulid,
  log,
  timing: { leaseFor: Number(leaseFor) },
})
