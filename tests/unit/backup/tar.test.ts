import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Entry, filesOf, keep, proofOf, tarOf } from '#lib/backup/archive.ts'

// The format is POSIX.1-2001's (pax): the system's own tar is the judge of it.

function folder() {
  const path = mkdtempSync(join(tmpdir(), 'broadsheet-tar-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return (name: string) => join(path, name)
}

const entry = (name: string, text: string | Buffer, more: Partial<Entry> = {}): Entry => {
  const body = Buffer.from(text)
  return { name, bytes: body.length, body: [body], ...more }
}

async function archiveOf(entries: readonly Entry[]): Promise<Buffer> {
  async function* all() {
    yield* entries
  }
  const chunks: Buffer[] = []
  for await (const chunk of tarOf(all(), () => {})) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(bytes: Buffer, size = 1000) {
  const found: { name: string; text: string; mode: number | undefined; mtime: number | undefined }[] = []
  for await (const { name, body, mode, mtime } of filesOf(inPieces(bytes, size))) {
    const chunks: Buffer[] = []
    for await (const chunk of body) chunks.push(chunk)
    found.push({ name, text: Buffer.concat(chunks).toString(), mode, mtime })
  }
  return found
}

/** One header of 512 bytes by hand (ustar). */
function header(name: string, { size = 0, type = '0', link = '' } = {}): Buffer {
  const block = Buffer.alloc(512)
  block.write(name, 0, 100)
  block.write('0000644\0', 100)
  block.write('0000000\0', 108)
  block.write('0000000\0', 116)
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  block.write('00000000000\0', 136)
  block.write('        ', 148)
  block.write(type, 156)
  block.write(link, 157, 100)
  block.write('ustar\u000000', 257)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return block
}

const end = Buffer.alloc(1024)

const long = `content/articles/${'a-long-name/'.repeat(20)}x.md`

test('what is written the system’s tar takes apart: long names, any script, modes, times', async () => {
  const at = folder()
  const mtime = Date.UTC(2020, 1, 3) / 1000
  writeFileSync(
    at('x.tar'),
    await archiveOf([
      entry('site.db', Buffer.alloc(70_000, 7), { mtime }),
      entry(long, 'long', { mode: 0o640, mtime }),
      entry('content/健康/ü.md', 'script', { mtime }),
      entry('empty', '', { mode: 0, mtime }),
    ]),
  )
  execFileSync('tar', ['-xf', 'x.tar'], { cwd: at('') })
  expect(readFileSync(at('site.db')).equals(Buffer.alloc(70_000, 7))).toBe(true)
  expect(readFileSync(at(long), 'utf8')).toBe('long')
  expect(readFileSync(at('content/健康/ü.md'), 'utf8')).toBe('script')
  expect(statSync(at(long)).mode & 0o777).toBe(0o640)
  expect(statSync(at('site.db')).mode & 0o777).toBe(0o600)
  expect(statSync(at('empty')).mode & 0o777).toBe(0)
  expect(statSync(at(long)).mtimeMs).toBe(mtime * 1000)
})

test('what the system’s tar writes is read, in whatever pieces it comes', async () => {
  const at = folder()
  for (const [name, text] of [
    ['secret', 's'],
    ['two.md', 'x'.repeat(3000)],
  ] as const)
    writeFileSync(at(name), text)
  execFileSync('tar', ['--format=pax', '-cf', 'x.tar', 'secret', 'two.md'], { cwd: at('') })
  for (const size of [1, 511, 512, 513, 100_000])
    expect(
      (await read(readFileSync(at('x.tar')), size)).map(({ name, text }) => [name, text.length]),
    ).toEqual([
      ['secret', 1],
      ['two.md', 3000],
    ])
})

test.each<[string, number, number]>([
  ['before 1970', -5, 0],
  ['of our days', 1_600_000_000, 1_600_000_000],
  ['after 2038', 2 ** 31 + 10, 2 ** 31 + 10],
  ['after 2106', 2 ** 33, 2 ** 33],
])('a time %s is that of the file again, as far as the format has one', async (_when, mtime, kept) => {
  const [file] = await read(await archiveOf([entry('a', 'x', { mtime })]))
  expect(file?.mtime).toBe(kept)
})

test('a body that nobody reads is passed over', async () => {
  const names: string[] = []
  const bytes = await archiveOf([entry('a', 'x'.repeat(5000)), entry('b', 'y'), entry('c', '')])
  for await (const { name } of filesOf(inPieces(bytes, 700))) names.push(name)
  expect(names).toEqual(['a', 'b', 'c'])
})

test.each([
  ['a link', '2'],
  ['a hard link', '1'],
  ['a folder', '5'],
  ['a device', '3'],
  ['a pipe', '6'],
])('%s in an archive is refused', async (_what, type) => {
  const bytes = Buffer.concat([header('x', { type, link: '/etc/passwd' }), end])
  await expect(read(bytes)).rejects.toThrow('x in it is not a plain file')
})

test('an archive that was cut off, or is none, is told in words', async () => {
  const whole = await archiveOf([entry('a', 'x'.repeat(2000))])
  await expect(read(whole.subarray(0, 1200))).rejects.toThrow('It ends too early: a part of it is missing')
  await expect(read(Buffer.from('no archive at all'.repeat(60)))).rejects.toThrow(
    'It is not an archive that the site made, or is damaged',
  )
  const damaged = Buffer.from(whole)
  damaged[0] = 0x62
  await expect(read(damaged)).rejects.toThrow('It is not an archive that the site made, or is damaged')
})

test('what fails while it is read is the failure that is told, not what followed from it', async () => {
  const whole = await archiveOf([entry('a', 'x'.repeat(2000))])
  async function* failing() {
    yield whole.subarray(0, 800)
    throw new Error('The disk is gone')
  }
  const all = async () => {
    for await (const { body } of filesOf(failing())) for await (const _ of body);
  }
  await expect(all()).rejects.toThrow('The disk is gone')
})

test('a file that changes its size while it is read ends the archive with its name', async () => {
  await expect(archiveOf([{ ...entry('a', 'four'), bytes: 3 }])).rejects.toThrow('a changed its size')
  await expect(archiveOf([{ ...entry('a', 'four'), bytes: 9 }])).rejects.toThrow('a changed its size')
})

test('each file that was written is proved by its length and its hash', async () => {
  const proofs: [string, unknown][] = []
  async function* all() {
    yield entry('a', 'abc')
    yield entry('b', '')
  }
  for await (const _ of tarOf(all(), (name, proof) => proofs.push([name, proof])));
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
  expect(proofs).toEqual([
    ['a', { bytes: 3, sha256: sha256('abc') }],
    ['b', { bytes: 0, sha256: sha256('') }],
  ])
  expect(await proofOf([Buffer.from('a'), Buffer.from('bc')])).toEqual({ bytes: 3, sha256: sha256('abc') })
})

test('a file is kept for its owner alone, and never in the place of another', async () => {
  const at = folder()
  expect(await keep(entry('x', 'abc'), at('deep/x'))).toMatchObject({ bytes: 3 })
  expect(statSync(at('deep/x')).mode & 0o777).toBe(0o600)
  await expect(keep(entry('x', 'other'), at('deep/x'))).rejects.toThrow('EEXIST')
  expect(readFileSync(at('deep/x'), 'utf8')).toBe('abc')
  expect(existsSync(at('x'))).toBe(false)
})
