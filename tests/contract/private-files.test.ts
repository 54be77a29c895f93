import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLog } from '#lib/log.ts'
import { narrowFiles } from '#lib/private-files.ts'

let dataDir = ''
const lines: string[] = []
const log = createLog('debug', (line) => lines.push(JSON.parse(line).message))
beforeEach(async () => {
  lines.length = 0
  dataDir = await mkdtemp(join(tmpdir(), 'broadsheet-private-'))
  await chmod(dataDir, 0o755)
})
afterEach(() => rm(dataDir, { recursive: true }))

const database = () => ({ kind: 'sqlite', file: join(dataDir, 'site.db') }) as const
const mode = async (name: string) => ((await stat(join(dataDir, name))).mode & 0o777).toString(8)

async function write(name: string): Promise<void> {
  await writeFile(join(dataDir, name), 'x')
  await chmod(join(dataDir, name), 0o664)
}

test('what others could read in the data folder is the owner’s alone after the start, told once', async () => {
  const names = ['site.db', 'site.db-wal', 'site.db-shm', 'site.db.marker', 'secret', 'content-index.json']
  await mkdir(join(dataDir, 'mailbox'), { mode: 0o755 })
  for (const name of [...names, 'mailbox/a.eml', 'somebody-elses']) await write(name)
  const settings = { dataDir, database: database(), contentDir: '/elsewhere' }
  narrowFiles(settings, log)
  for (const name of [...names, 'mailbox/a.eml']) expect([name, await mode(name)]).toEqual([name, '600'])
  expect([await mode('mailbox'), await mode('.')]).toEqual(['700', '700'])
  expect(await mode('somebody-elses')).toBe('664')
  expect(lines).toEqual([
    'Other accounts of this machine could read files of the data folder: now only their owner can',
  ])
  narrowFiles(settings, log)
  expect(lines).toHaveLength(1)
})

test('a folder in which the content lies stays open for those who write there; a missing one is no fault', async () => {
  await write('secret')
  narrowFiles({ dataDir, database: database(), contentDir: join(dataDir, 'content') }, log)
  expect([await mode('.'), await mode('secret')]).toEqual(['755', '600'])
  const away = join(dataDir, 'not', 'there')
  narrowFiles({ dataDir: away, database: { kind: 'postgres', url: '' }, contentDir: '/elsewhere' }, log)
})
