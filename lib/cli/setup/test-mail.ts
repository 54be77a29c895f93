import { hostOf } from '#lib/address.ts'
import type { Keys } from '#lib/auth/keys.ts'
import { itemLink } from '#lib/auth/moderation-link.ts'
import { signInAddress } from '#lib/auth/sign-in.ts'
import type { Settings } from '#lib/config.ts'
import { createMailer } from '#lib/mail/mailer.ts'
import { renderMessage } from '#lib/mail/messages.ts'
import { site } from '#lib/site.ts'
import { ulid } from '#lib/ulid.ts'

/** Milliseconds. */
const patience = 30_000

const nowhere = () => {}

/**
 * Sent at once, not through the outbox: nothing runs yet that would send it, and whoever waits sees what the server says.
 * @returns what became of it, in words
 */
export async function sendTestMail(settings: Settings, keys: Keys): Promise<string[]> {
  const { smtpUrl, mailFrom: from, dataDir, siteUrl, staffEmails } = settings
  const log = { debug: nowhere, info: nowhere, warn: nowhere, error: nowhere }
  const mailer = createMailer({ smtpUrl, from, fromName: site.name, dataDir, log })
  const now = Date.now
  const links = { itemLink: itemLink({ keys, settings, now }), signInLink: signInAddress({ keys, settings }) }
  const said: string[] = []
  for (const to of staffEmails) {
    const mail = renderMessage({ kind: 'test-mail', createdAt: now() }, { site, siteUrl, ...links }, to)
    const envelope = { ...mail, messageId: `<${ulid()}@${hostOf(from)}>`, date: now(), to }
    const { kind, answer } = await mailer.send(envelope, AbortSignal.timeout(patience))
    if (kind === 'sent') said.push(`A test mail to ${to} has left. The server says: ${answer}`)
    else
      said.push(
        `The test mail to ${to} has not left. ${kind === 'released' ? `The server gave no answer within ${patience / 1000} s` : answer}`,
        'Correct SMTP_URL in .env; once the site runs, npm run desk -- test-mail tries it again.',
      )
  }
  return said
}
