import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { deriveKeys, type Keys } from '#lib/auth/keys.ts'
import { loadSecret } from '#lib/auth/secret.ts'
import { signInLink } from '#lib/auth/sign-in.ts'
import { parseSettings, type Settings } from '#lib/config.ts'
import { lastGoodIn, loadOrganisation } from '#lib/content/organisation/load.ts'
import { openDatabase } from '#lib/db/client.ts'
import { messageOf } from '#lib/errors.ts'
import { asServed } from '#lib/http/port-file.ts'
import { makePrivateFiles } from '#lib/private-files.ts'
import { site } from '#lib/site.ts'
import { formatMoment, inEnglish } from '#lib/time/format.ts'
import { ulid } from '#lib/ulid.ts'
import type { Terminal } from '../terminal.ts'
import { envNames } from './env-text.ts'
import { publicAddress } from './site-file.ts'
import { sendTestMail } from './test-mail.ts'

type Done = { folder: string; env: string; isNew: boolean }

/** A test mail, the link to the desk, and what to do now: with the settings that the next start will have. */
export async function tellNext({ folder, env, isNew }: Done, { print, complain }: Terminal): Promise<void> {
  const said = parseEnv(env)
  for (const name of envNames)
    if (process.env[name] !== undefined && said[name] !== undefined && process.env[name] !== said[name])
      complain(`${name} is set in the environment too, to another value, and that one wins over .env.`)
  const read = parseSettings({ ...said, ...process.env })
  if ('problems' in read) {
    for (const problem of read.problems) complain(`.env: ${problem}`)
    return
  }
  const settings = asServed(read.settings)
  const { contentDir, siteUrl, siteUrlGiven, port, staffEmails } = settings
  loadOrganisation(contentDir, lastGoodIn(settings))
  makePrivateFiles()
  const keys = deriveKeys(loadSecret(settings))

  print('\nMail')
  for (const line of await mailInWords(settings, keys)) print(`  ${line}`)
  print('\nThe desk, where messages are answered')
  for (const line of await deskInWords(settings, keys)) print(`  ${line}`)
  if (isNew && !staffEmails.some((address) => publicAddress(address)))
    print(`\nThe public pages name ${site.contact.email}: write your own under contact in site.yml.`)
  print(
    [
      '\nNext',
      `  npm start                        serves it at http://localhost:${port}`,
      '                                   (the first start takes a minute or so)',
      '  npm run article -- new "Title"   begins your first article',
      '  npm run article -- check         tells every slip in your folder',
      '  Fill in pages/about.mdx and pages/privacy.mdx: what stands between {/* and */}',
      '  says what is missing. All else that is yours to set stands in site.yml.',
      ...(siteUrlGiven ? [`  ${siteUrl} must lead to port ${port}: docs/run.md, “Behind a proxy”.`] : []),
    ].join('\n'),
  )
  if (contentDir !== folder)
    complain(`\nThe site serves ${contentDir}, not ${folder}: set CONTENT_DIR to the one you mean.`)
}

async function mailInWords(settings: Settings, keys: Keys): Promise<string[]> {
  const { smtpUrl, dataDir } = settings
  if (smtpUrl !== undefined) return await sendTestMail(settings, keys)
  return [
    'No mail server is set, so that none leaves. Each becomes a file in',
    join(dataDir, 'mailbox'),
    'until SMTP_URL stands in .env.',
  ]
}

async function deskInWords(settings: Settings, keys: Keys): Promise<string[]> {
  const [address = ''] = settings.staffEmails
  try {
    const db = await openDatabase(settings.database)
    try {
      await db.migrate()
      const link = await signInLink({ db, settings, keys, now: Date.now, newId: ulid }, address)
      if (!link) return []
      const until = formatMoment(link.expiresAt, inEnglish(site))
      return [
        link.url,
        `It signs in ${address} once the site runs, a single time,`,
        `until ${until}.`,
        `Another one: npm run desk -- link ${address}`,
      ]
    } finally {
      await db.close()
    }
  } catch (error) {
    return [
      `No link could be made: ${messageOf(error)}.`,
      `Once that is mended: npm run desk -- link ${address}`,
    ]
  }
}
