import { join } from 'node:path'
import { firstLinks, type StaffLink } from '#lib/auth/sign-in.ts'
import type { Context } from '#lib/context.ts'
import { site } from '#lib/site.ts'
import { formatMoment, inEnglish } from '#lib/time/format.ts'

/** For the terminal, never for the log. */
export async function withoutMail(
  deps: Pick<Context, 'db' | 'settings' | 'keys' | 'now' | 'newId' | 'log'>,
): Promise<string[]> {
  const { smtpUrl, dataDir } = deps.settings
  if (smtpUrl !== undefined) return []
  const links = await firstLinks(deps).catch((error: unknown): StaffLink[] => {
    deps.log.warn('No link to the desk could be made for the terminal', { error })
    return []
  })
  return [
    `No mail server is set (SMTP_URL): mails are kept as files in ${join(dataDir, 'mailbox')}, and none is sent.`,
    ...links.map(
      ({ email, url, expiresAt }) =>
        `Sign in to the desk as ${email}, once, until ${formatMoment(expiresAt, inEnglish(site))}:\n  ${url}`,
    ),
    ...(links.length ? ['Later, `npm run desk -- link <address>` makes another one.'] : []),
  ]
}
