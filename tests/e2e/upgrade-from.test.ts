import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  cpSync,
  globSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { patience } from '../support/patience.ts'
import { freePort, type Site, startSite } from '../support/site.ts'
import { startSmtp } from '../support/smtp.ts'
import { fillAsOf512da41 } from '../support/upgrade.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
let folder = ''
let site: Site | undefined
afterEach(async () => {
  await site?.remove()
  site = undefined
  rmSync(folder, { recursive: true, force: true })
})

/** A clone of the program as it is here, and beside it the site of 512da41 of an organisation that made it its own. */
async function twoClones() {
  folder = mkdtempSync(join(tmpdir(), 'broadsheet-from-'))
  const [old, fresh] = [join(folder, 'old'), join(folder, 'new')]
  cpSync(join(root, 'tests/fixtures/512da41'), old, { recursive: true })
  mkdirSync(fresh)
  for (const name of [
    'lib',
    'components',
    'app',
    'content',
    'public',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'next.config.mjs',
    'instrumentation.ts',
    '.next',
  ])
    symlinkSync(join(root, name), join(fresh, name))
  rmSync(join(fresh, 'lib'))
  cpSync(join(root, 'lib'), join(fresh, 'lib'), { recursive: true })
  rmSync(join(fresh, 'package.json'))
  cpSync(join(root, 'package.json'), join(fresh, 'package.json'))
  symlinkSync(join(root, 'node_modules'), join(fresh, 'node_modules'))

  mkdirSync(join(old, 'data'))
  await fillAsOf512da41({ kind: 'sqlite', file: join(old, 'data/site.db') })
  writeFileSync(join(old, 'data/secret'), 'a secret of more than thirty-two characters\n', { mode: 0o600 })
  return { old, fresh }
}

function upgrade(fresh: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['lib/cli/upgrade.ts', ...args], {
    cwd: fresh,
    encoding: 'utf8',
    env: { NODE_ENV: 'production', PATH: process.env.PATH },
  })
  return { code: status, out: stdout, err: stderr }
}

/** Each file of a folder with its bytes, mode and time. */
function everything(of: string): string[] {
  return globSync('**/*', { cwd: of })
    .map((name) => {
      const { mode, mtimeMs } = lstatSync(join(of, name))
      const isFile = statSync(join(of, name)).isFile()
      const hash = isFile
        ? createHash('sha256')
            .update(readFileSync(join(of, name)))
            .digest('hex')
        : ''
      return `${name} ${mode} ${isFile ? mtimeMs : ''} ${hash}`
    })
    .sort()
}

test('the site of 512da41 is brought over whole by one command, and its old folder stays as it was', async () => {
  const { old, fresh } = await twoClones()
  const port = await freePort()
  writeFileSync(
    join(old, '.env'),
    `# ours\nPORT=${port}\nSTAFF_EMAIL=accueil@example.org\nSMTP_URL=smtp://127.0.0.1:1\n`,
  )
  mkdirSync(join(old, 'content/articles'), { recursive: true })
  writeFileSync(
    join(old, 'content/articles/etirements.mdx'),
    '---\ntitle: Étirements du dos\ndate: 2026-11-01\n---\nDoucement.\n',
  )
  writeFileSync(join(old, 'public/fiche.pdf'), '%PDF-1.7')
  appendFileSync(join(old, 'public/site.png'), 'ours')
  const before = everything(old)
  const waiting = (file: string) => {
    const db = new Sqlite(file, { readonly: true })
    const rows = db.prepare("select message_id from outbox where status = 'waiting' order by 1").pluck().all()
    db.close()
    return rows
  }

  const { code, out, err } = upgrade(fresh, '--from', old)
  expect([code, err]).toEqual([0, ''])
  expect(everything(old)).toEqual(before)

  expect(parse(readFileSync(join(fresh, 'ours/site.yml'), 'utf8'))).toMatchObject({
    name: 'L’atelier Kiné',
    lang: 'fr-FR',
    timeZone: 'Europe/Paris',
    navigation: [
      { label: 'Conseils', path: '/articles' },
      { label: 'Contact', path: '/contact' },
    ],
    contact: { email: 'accueil@example.org', phone: '+33 4 72 00 00 00' },
    promise: { workingHours: 8, open: { monday: ['08:00', '12:30'] }, holidays: ['2026-12-25'] },
    retention: { spamDays: 14 },
    articlesPerPage: 7,
  })
  expect(parse(readFileSync(join(fresh, 'ours/theme.yml'), 'utf8'))).toEqual({
    paper: { light: '#ffffff', dark: '#101418' },
  })
  expect(readFileSync(join(fresh, 'ours/articles/etirements.mdx'), 'utf8')).toContain('Doucement')
  expect(readFileSync(join(fresh, 'ours/files/fiche.pdf'), 'utf8')).toBe('%PDF-1.7')
  const env = readFileSync(join(fresh, '.env'), 'utf8')
  expect(env).toContain(`PORT=${port}\nSTAFF_EMAIL=accueil@example.org`)
  expect(env).toContain('CONTENT_DIR=./ours')
  expect(statSync(join(fresh, '.env')).mode & 0o777).toBe(0o600)
  for (const what of [
    '/files/fiche.pdf',
    'public/site.png was changed',
    'picture in lib/site.ts',
    join(fresh, 'ours'),
  ])
    expect(out).toContain(what)
  const [archive = ''] = readdirSync(join(fresh, 'backups'))
  expect(out).toContain(join(fresh, 'backups', archive))
  const listed = spawnSync('tar', ['-tzf', join(fresh, 'backups', archive)], { encoding: 'utf8' }).stdout
  for (const name of ['site.db', 'secret', '.env', 'content/articles/etirements.mdx'])
    expect(listed).toContain(name)

  expect(readFileSync(join(fresh, 'data/secret'), 'utf8')).toBe(
    readFileSync(join(old, 'data/secret'), 'utf8'),
  )
  const mails = waiting(join(fresh, 'data/site.db'))
  expect(mails.length).toBeGreaterThan(0)
  rmSync(join(fresh, 'data/secret'))
  const smtp = await startSmtp()
  onTestFinished(() => smtp.stop())
  site = await startSite({
    env: { DATA_DIR: join(fresh, 'data'), CONTENT_DIR: join(fresh, 'ours'), SMTP_URL: smtp.url },
  })
  expect(await (await fetch(`${site.url}/articles/etirements`)).text()).toContain('L’atelier Kiné')
  const arrived = () => smtp.mails.map(({ messageId }) => messageId).filter((id) => mails.includes(id))
  await expect.poll(() => new Set(arrived()).size, { timeout: patience }).toBe(mails.length)
  const left = () => waiting(join(fresh, 'data/site.db')).filter((id) => mails.includes(id))
  await expect.poll(left, { timeout: patience }).toEqual([])
  await site.stop()
  await site.start()
  expect(await (await fetch(`${site.url}/articles/etirements`)).text()).toContain('L’atelier Kiné')
  expect(arrived().sort()).toEqual(mails)
  expect(waiting(join(old, 'data/site.db'))).toEqual(mails)

  const again = upgrade(fresh, '--from', old)
  expect(again.code).toBe(1)
  expect(again.err).toContain('.env, ours, backups, data are in')
})

test('a site that runs is refused with what to do, and so is what cannot be read; nothing is written', async () => {
  const { old, fresh } = await twoClones()
  const made = readdirSync(fresh)
  const open = new Sqlite(join(old, 'data/site.db'))
  open.pragma('journal_mode = WAL')
  open.prepare('select count(*) from reply').get()
  const running = upgrade(fresh, '--from', old)
  open.close()
  expect(running.code).toBe(1)
  expect(running.err).toMatch(/is running \(process \d+\)\. Stop it/)

  writeFileSync(join(old, 'lib/site.ts'), "export const site = { name: 'L'atelier' }\n")
  const broken = upgrade(fresh, '--from', old)
  expect([broken.code, broken.out]).toEqual([1, ''])
  expect(broken.err).toMatch(/lib\/site\.ts cannot be read: .*\n.*Nothing was changed/)

  writeFileSync(
    join(old, 'lib/site.ts'),
    "import { writeFileSync } from 'node:fs'\nwriteFileSync('mark', '')\nexport const site = {}\n",
  )
  expect(upgrade(fresh, '--from', old).err).toContain('cannot be read')
  writeFileSync(join(old, 'lib/site.ts'), 'for (;;);\nexport const site = {}\n')
  expect(upgrade(fresh, '--from', old).err).toContain('was not read to its end')
  expect(readdirSync(old)).not.toContain('mark')
  expect(upgrade(fresh, '--from', join(folder, 'nowhere')).err).toContain('has no lib/site.ts')
  expect(readdirSync(fresh)).toEqual(made)
})
