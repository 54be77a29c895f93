import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createMailbox, eraseCopies, eraseOldCopies } from '#lib/mail/mailbox.ts'

async function folder() {
  const dataDir = await mkdtemp(join(tmpdir(), 'broadsheet-mailbox-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  return dataDir
}

const noon = Date.UTC(2026, 10, 24, 12)
const mailOf = (id: string, date = noon) => ({ messageId: `<${id}@example.org>`, date })

test('a copy is named by its time and its mail, whole, and for its owner alone', async () => {
  const dataDir = await folder()
  const { keep } = createMailbox(dataDir)
  const name = '2026-11-24T12-00-00-000Z-01ABC.eml'
  expect(await keep(mailOf('01ABC'), Buffer.from('Subject: x\r\n\r\n'))).toEqual({
    kind: 'filed',
    answer: name,
  })
  expect(await readFile(join(dataDir, 'mailbox', name), 'utf8')).toBe('Subject: x\r\n\r\n')
  expect((await stat(join(dataDir, 'mailbox', name))).mode & 0o777).toBe(0o600)
  // The same mail once more is the same file.
  await keep(mailOf('01ABC'), Buffer.from('again'))
  expect(await readdir(join(dataDir, 'mailbox'))).toEqual([name])
})

test('no message id leads out of the folder', async () => {
  const dataDir = await folder()
  await createMailbox(dataDir).keep(mailOf('../../x/..%2Fy'), Buffer.from('x'))
  expect(await readdir(join(dataDir, 'mailbox'))).toEqual(['2026-11-24T12-00-00-000Z-x2Fy.eml'])
  expect(await readdir(dataDir)).toEqual(['mailbox'])
})

test('copies are erased by their mails or by their age, and nothing else in the folder is', async () => {
  const dataDir = await folder()
  const { keep } = createMailbox(dataDir)
  const hour = 3_600_000
  for (const [index, id] of ['a1', 'b2', 'c3', 'd4'].entries())
    await keep(mailOf(id, noon + index * hour), Buffer.from(id))
  const own = join(dataDir, 'mailbox', 'notes.eml')
  await writeFile(own, 'of a person')
  const left = async () =>
    (await readdir(join(dataDir, 'mailbox'))).map((name) => /-(\w+)\.eml$/.exec(name)?.[1] ?? name)
  expect(await eraseCopies(dataDir, [])).toBe(0)
  expect(await eraseCopies(dataDir, ['b2', 'zz'])).toBe(1)
  expect(await left()).toEqual(['a1', 'c3', 'd4', 'notes.eml'])
  expect(await eraseOldCopies(dataDir, noon + 2 * hour)).toBe(1)
  expect(await left()).toEqual(['c3', 'd4', 'notes.eml'])
})

test('where there never was a mailbox nothing is to be erased; one that cannot be read is an error', async () => {
  const dataDir = await folder()
  expect(await eraseOldCopies(dataDir, noon)).toBe(0)
  await writeFile(join(dataDir, 'mailbox'), 'a file in its place')
  await expect(eraseOldCopies(dataDir, noon)).rejects.toThrow('ENOTDIR')
})

test('a probe leaves nothing behind, and tells a folder that takes no file', async () => {
  const dataDir = await folder()
  const { probe, keep } = createMailbox(dataDir)
  expect(await probe()).toEqual({ transport: 'ok' })
  expect(await readdir(join(dataDir, 'mailbox'))).toEqual([])
  await rm(join(dataDir, 'mailbox'), { recursive: true })
  await writeFile(join(dataDir, 'mailbox'), '')
  const answer = expect.stringContaining('The mailbox cannot be written: ')
  expect(await probe()).toEqual({ transport: 'unreachable', answer })
  expect(await keep(mailOf('a1'), Buffer.from('x'))).toEqual({ kind: 'unreachable', answer })
  await rm(join(dataDir, 'mailbox'))
  await mkdir(join(dataDir, 'mailbox'))
  expect(await probe()).toEqual({ transport: 'ok' })
})
