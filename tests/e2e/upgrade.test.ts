import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { anEnquiry, aReply, postForm, readForm } from '../support/forms.ts'
import { watchMachine } from '../support/machine.ts'
import { patience, testPatience } from '../support/patience.ts'
import { type Smtp, startSmtp } from '../support/smtp.ts'
import { cloneSite, type Running, version } from '../support/upgrade-site.ts'

// Each starts several sites and tries more, and one builds: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 4 * testPatience, hookTimeout: 2 * testPatience })

/** Milliseconds: what the contract allows from the end of the old one to the first answer of the new one. */
const away = 5_000

let clone: Awaited<ReturnType<typeof cloneSite>>
let site: Running
let smtp: Smtp
beforeAll(async () => {
  smtp = await startSmtp()
  await smtp.pause()
  clone = await cloneSite({ env: { SMTP_URL: smtp.url, STAFF_EMAIL: 'staff@example.org' } })
  site = await clone.start()
  const article = `${clone.url}/articles/the-value-of-social-media-for-healthcare`
  expect((await postForm(await readForm(article, 'reply'), aReply)).status).toBe(303)
  expect((await postForm(await readForm(`${clone.url}/contact`, 'enquiry'), anEnquiry)).status).toBe(303)
  writeFileSync(join(clone.home, 'ours/site.yml'), 'name: The practice\n')
})
afterAll(async () => {
  await clone.remove()
  await smtp.stop()
})

const file = () => join(clone.home, 'data/site.db')

/** All that visitors left, and the mails about it. */
function stored() {
  const database = new Sqlite(file(), { readonly: true })
  const all = (sql: string) => database.prepare(sql).all()
  const rows = {
    replies: all('select id, status, comment, name from reply order by id'),
    enquiries: all('select id, status, reference, requirements from enquiry order by id'),
    mails: all('select id, message_id, recipient, kind from outbox order by id'),
    migrations: all('select name from schema_migration order by name'),
  }
  database.close()
  return rows
}

const backups = () =>
  existsSync(join(clone.home, 'backups')) ? readdirSync(join(clone.home, 'backups')) : []
const readyz = async () => (await (await fetch(`${clone.url}/readyz`)).json()) as { version: string }
const own = () => readFileSync(join(clone.home, 'ours/site.yml'), 'utf8')

test('an upgrade is refused on changes of the program, with their files and what to do, before anything is done', async () => {
  clone.publish(version('0.2.1'), 'v0.2.1')
  const at = clone.git('rev-parse', 'HEAD')
  const refused = async () => {
    const { code, out, complaint } = await clone.upgrade()
    expect([code, out, backups(), clone.git('rev-parse', 'HEAD')]).toEqual([1, '', [], at])
    return complaint
  }
  for (const name of ['lib/version.ts', 'content/authors/dr-é.yml'])
    writeFileSync(
      join(clone.home, name),
      `// ours\n${existsSync(join(clone.home, name)) ? readFileSync(join(clone.home, name)) : ''}`,
    )
  clone.git('add', 'content')
  const changed = await refused()
  expect(changed).toContain(
    'You changed files of the program: lib/version.ts. Put your changes aside with git stash',
  )
  expect(changed).toContain(
    'You changed the sample content of the program: content/authors/dr-é.yml. Make it a folder of your own',
  )
  expect(changed).toContain('runs on if it ran')
  clone.git('reset', '-q', '--hard')

  writeFileSync(join(clone.home, 'lib/own.ts'), 'export {}\n')
  expect(await refused()).toContain('You added files to the program: lib/own.ts. Move them out')
  clone.git('add', '-A')
  clone.git('commit', '-q', '-m', 'ours')
  const { code, complaint } = await clone.upgrade()
  expect([code, backups()]).toEqual([1, []])
  const [, advice = ''] =
    /You committed changes .*: lib\/own\.ts\. .*: (git branch .*?)\. Then upgrade/.exec(complaint) ?? []
  execFileSync('sh', ['-c', advice], { cwd: clone.home })
  expect([clone.git('rev-parse', 'HEAD'), existsSync(join(clone.home, 'lib/own.ts'))]).toEqual([at, false])
  expect((await clone.upgrade('--to', 'nowhere')).complaint).toContain(
    'There is no tag and no branch nowhere at file://',
  )
  expect((await readyz()).version).toBe('0.2.0')
})

test('a version that cannot be installed, built, migrated or started leaves all as it was, and the message says so', async () => {
  const before = stored()
  const pid = site.child.pid
  const fault = "throw new Error('this version is not well')\n"
  const faulty: Record<string, [Parameters<typeof clone.publish>[0], string]> = {
    'v0.2.2': [{ 'content/no-install': '' }, 'a-package-that-was-withdrawn'],
    'v0.2.3': [
      {
        'content/build-anew': '',
        'app/layout.tsx': (old) => `${old}\nimport { nothing } from './nowhere'\nnothing()\n`,
      },
      "Can't resolve './nowhere'",
    ],
    'v0.2.4': [
      {
        'lib/db/migrations.ts': (old) =>
          old.replace(
            /^\]/m,
            "  { name: '0099-not-well', up: script('create table new_one (id text); drop table never_there') },\n]",
          ),
      },
      'no such table: never_there',
    ],
    'v0.2.5': [
      { 'lib/http/app.ts': (old) => old.replace('  const base = {', `  ${fault}  const base = {`) },
      'this version is not well',
    ],
  }
  for (const [tag, [changes, reason]] of Object.entries(faulty)) {
    clone.publish({ ...version(tag.slice(1)), ...changes }, tag)
    const { code, out, complaint } = await clone.upgrade()
    expect([tag, code]).toEqual([tag, 1])
    expect(complaint).toContain(reason)
    expect(complaint).toMatch(
      new RegExp(
        `${tag} could not be installed, built, migrated or started: it says why above. The version that is here is as it was, and runs on`,
      ),
    )
    expect(out).toContain('A backup lies at')
    expect([site.child.pid, site.child.exitCode, (await readyz()).version]).toEqual([pid, null, '0.2.0'])
    expect([stored(), existsSync(join(clone.home, '.upgrade'))]).toEqual([before, false])
    clone.withdraw(tag)
  }
})

test('one that fails only in its place, after it has migrated, is taken back with its data', async () => {
  const before = stored()
  const pid = site.child.pid
  clone.publish(
    {
      ...version('0.3.0'),
      'lib/db/migrations.ts': (old) =>
        old.replace(
          /^\]/m,
          "  { name: '0099-too-early', up: script('alter table reply add column late text') },\n]",
        ),
      'lib/http/app.ts': (old) =>
        old.replace(
          '  const base = {',
          "  if (!root.includes('.upgrade')) throw new Error('not in this place')\n  const base = {",
        ),
    },
    'v0.3.0',
  )
  const { code, complaint } = await clone.upgrade()
  expect([code, complaint]).toEqual([
    1,
    'v0.3.0 did not start on your data; the log of the site says why. The version before it runs again, as it was.\n',
  ])
  expect(site.complaint()).toContain('not in this place')
  expect(site.complaint()).toContain('The data are as before the upgrade')
  expect([site.child.pid, site.child.exitCode, (await readyz()).version]).toEqual([pid, null, '0.2.0'])
  expect([stored(), clone.git('status', '--porcelain', '-uno')]).toEqual([before, ''])
  expect(existsSync(join(clone.home, '.upgrade'))).toBe(false)
  clone.withdraw('v0.3.0')
})

test('one command brings the newest version into force in the same process, nothing is lost, and the news is told', async () => {
  const before = stored()
  expect(before.mails.length).toBeGreaterThanOrEqual(3)
  clone.publish(
    {
      ...version('0.4.0'),
      'CHANGELOG.md': (old) =>
        old.replace(
          '## [Unreleased]',
          '## [Unreleased]\n\n## [0.4.0]\n- Quicker than the wind.\n\n## [0.3.0]\n- Calm.',
        ),
      'lib/db/migrations.ts': (old) =>
        old.replace(
          /^\]/m,
          "  { name: '0099-next', up: script('alter table reply add column next text') },\n]",
        ),
    },
    'v0.4.0',
  )
  const upgrading = clone.begin()
  const isTried = () => existsSync(join(clone.home, '.upgrade/data/content-index.json'))
  while (upgrading.child.exitCode === null && !isTried()) await pause(20)
  const machine = watchMachine()
  const client = askAllTheTime()
  const { code, out, complaint } = await upgrading.ended
  const { longestGap, other } = await client.end()
  expect([code, complaint]).toEqual([0, ''])
  expect(Object.keys(other)).toEqual(['ECONNREFUSED'])
  if (!machine.wasBusy()) expect(longestGap).toBeLessThan(away)

  const archive = /^A backup lies at (\S+\.tar\.gz)\./m.exec(out)?.[1] ?? ''
  const listed = execFileSync('tar', ['-tzf', archive], { encoding: 'utf8' })
  for (const name of ['site.db', 'secret', '.env', 'content/site.yml']) expect(listed).toContain(name)
  expect(out).toMatch(/^v0\.4\.0 runs\. The site was away for at most \d+\.\d s\.$/m)
  expect(out).toMatch(
    /New in CHANGELOG\.md:\n\n## \[0\.4\.0\]\n- Quicker than the wind\.\n\n## \[0\.3\.0\]\n- Calm\.\n/,
  )

  expect((await readyz()).version).toBe('0.4.0')
  expect(await (await fetch(`${clone.url}/articles`)).text()).toContain('The practice')
  expect([site.child.exitCode, own()]).toEqual([null, 'name: The practice\n'])
  const { migrations, ...rest } = stored()
  expect({ ...rest, migrations: migrations.slice(0, -1) }).toEqual(before)
  expect(migrations.at(-1)).toEqual({ name: '0099-next' })
  expect(existsSync(join(clone.home, '.upgrade'))).toBe(false)
  expect((await clone.upgrade()).out).toBe('v0.4.0 is what is here already: there is nothing newer.\n')

  await smtp.resume()
  await expect.poll(() => smtp.mails.length, { timeout: patience }).toBe(before.mails.length)
  await pause(1_500)
  const arrived = smtp.mails.map(({ messageId }) => messageId).sort()
  expect(arrived).toEqual(before.mails.map((mail) => (mail as { message_id: string }).message_id).sort())
  expect(await clone.stop()).toMatchObject({ code: 0 })
})

/** A client that asks anew every 20 ms. */
function askAllTheTime() {
  let isOver = false
  let last = performance.now()
  let longestGap = 0
  const other: Record<string, number> = {}
  const asking = (async () => {
    while (!isOver) {
      try {
        const answer = await fetch(clone.url, { headers: { connection: 'close' } })
        await answer.text()
        if (answer.status !== 200) throw new Error(String(answer.status))
        longestGap = Math.max(longestGap, performance.now() - last)
        last = performance.now()
      } catch (error) {
        const { cause, message } = error as Error & { cause?: { code?: string } }
        const name = cause?.code ?? message
        other[name] = (other[name] ?? 0) + 1
      }
      await pause(20)
    }
  })()
  return {
    async end() {
      isOver = true
      await asking
      return { longestGap, other }
    },
  }
}
