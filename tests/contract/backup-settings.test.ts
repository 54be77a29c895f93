import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { parseSettings } from '#lib/config.ts'
import { openDatabase } from '#lib/db/client.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'broadsheet-settings-'))
  undo.push(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** As typed in a folder of the program: `.env` is looked for there. */
function run(folder: string, command: 'backup' | 'restore', ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'lib/cli', `${command}.ts`), ...args],
    { cwd: folder, encoding: 'utf8', env: { NODE_ENV: 'production', PATH: process.env.PATH } },
  )
  return { code: status, out: stdout, err: stderr }
}

const theirs: Record<string, string> = {
  'site.yml': 'name: Ours\n',
  'theme.yml': 'accent: "#005f73"\n',
  'words.yml': 'replies.heading: Letters\n',
  'logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'logo-dark.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'files/leaflet.pdf': '%PDF-1.7',
  'articles/our-new-clinic.mdx': '---\ntitle: Our new clinic\n---\nWords.\n',
}

/** A site whose folders `.env` names: beside the program, as `npm run setup` makes them. */
async function site() {
  const top = await temporary()
  const program = join(top, 'program')
  const content = join(top, 'ours')
  const env = `CONTENT_DIR=${content}\nDATA_DIR=${join(top, 'data')}\nSMTP_URL=smtp://ours:a-password@127.0.0.1\n`
  await mkdir(program)
  await writeFile(join(program, '.env'), env)
  for (const [name, text] of Object.entries(theirs)) {
    await mkdir(dirname(join(content, name)), { recursive: true })
    await writeFile(join(content, name), text)
  }
  const parsed = parseSettings({ DATA_DIR: join(top, 'data') })
  if ('problems' in parsed) return expect.fail(parsed.problems.join())
  await mkdir(join(top, 'data'))
  const db = await openDatabase(parsed.settings.database)
  await db.migrate()
  await db.close()
  const file = join(top, 'backup.tar.gz')
  return { top, program, content, env, file }
}

test('where everything was lost it comes back to where it was: settings, data and all that is theirs', async () => {
  const { top, program, content, env, file } = await site()
  expect(run(program, 'backup', file)).toMatchObject({ code: 0, err: '' })
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const listed = spawnSync('tar', ['-tvzf', file], { encoding: 'utf8' }).stdout
  expect(listed).toMatch(/^-rw------- .* \.env$/m)

  for (const name of ['ours', 'data', 'program']) await rm(join(top, name), { recursive: true })
  await mkdir(program)
  const restored = run(program, 'restore', file)
  expect(restored).toMatchObject({ code: 0, err: '' })
  expect(restored.out).toContain(`The settings are in ${join(program, '.env')}`)
  expect(await readFile(join(program, '.env'), 'utf8')).toBe(env)
  expect((await stat(join(program, '.env'))).mode & 0o777).toBe(0o600)
  for (const [name, text] of Object.entries(theirs))
    expect(await readFile(join(content, name), 'utf8')).toBe(text)
  expect(await readdir(join(top, 'data'))).toContain('site.db')
  expect(await readdir(program)).toEqual(['.env'])
})

test('settings that are there stay in force, and those of the backup are put beside them', async () => {
  const { top, program, file } = await site()
  expect(run(program, 'backup', file).code).toBe(0)
  const mine = `CONTENT_DIR=${join(top, 'texts')}\nDATA_DIR=${join(top, 'new')}\n`
  await writeFile(join(program, '.env'), mine)
  const { code, out, err } = run(program, 'restore', file)
  expect([code, err]).toEqual([0, ''])
  expect(await readFile(join(program, '.env'), 'utf8')).toBe(mine)
  const beside = (await readdir(program)).find((name) => name.startsWith('.env.restored-')) ?? ''
  expect(out).toContain(join(program, beside))
  expect(await readFile(join(program, beside), 'utf8')).toContain('a-password')
  expect((await stat(join(program, beside))).mode & 0o777).toBe(0o600)
  expect(await readFile(join(top, 'texts', 'site.yml'), 'utf8')).toBe('name: Ours\n')
  expect(spawnSync('git', ['check-ignore', '--no-index', beside], { cwd: root }).status).toBe(0)
})

test('the same settings are left alone, and none are told where there are none', async () => {
  const { top, program, content, file } = await site()
  expect(run(program, 'backup', file).code).toBe(0)
  await rm(content, { recursive: true })
  await rm(join(top, 'data'), { recursive: true })
  expect(run(program, 'restore', file).out).toContain(
    `${join(program, '.env')} holds just what the backup does`,
  )
  expect(await readdir(program)).toEqual(['.env'])

  const bare = await temporary()
  await rm(join(program, '.env'))
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: join(top, 'data'),
    CONTENT_DIR: content,
    NODE_ENV: 'production',
  }
  const command = [join(root, 'lib/cli/backup.ts'), join(top, 'bare.tar.gz')]
  const made = spawnSync(process.execPath, command, {
    cwd: bare,
    encoding: 'utf8',
    env: { ...env, NODE_ENV: 'production' },
  })
  expect(made.status).toBe(0)
  expect(made.stdout).toContain('Not in it: settings, as there is no .env')
})
