import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createReport } from '#lib/import/report.ts'
import { openUploads } from '#lib/import/uploads.ts'
import { zipOf } from '../../support/zip.ts'
import { pixel } from './imported.ts'

function place() {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-archive-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return {
    async unpacked(name: string, bytes: Buffer) {
      const file = join(folder, name)
      writeFileSync(file, bytes)
      const report = createReport()
      const { folder: to = '', remove } = await openUploads(file, report)
      const files = readdirSync(to, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(to.length + 1))
        .sort()
      const first = files[0] === undefined ? undefined : readFileSync(join(to, files[0]))
      remove()
      expect(existsSync(to)).toBe(false)
      return { files, first, report: report.text(), isReadable: report.isReadable() }
    },
  }
}

const hostile = [
  '../../out.png',
  '/etc/out.png',
  'C:\\out.png',
  'a/../../out.png',
  '..\\out.png',
  'a\0.png/../out.png',
]

test('pictures come out of a zip by their paths, and nothing leads out of it', async () => {
  const names = ['uploads/2016/05/Été.png', '__MACOSX/._x.png', 'uploads/shell.php', ...hostile]
  const files = names.map((name) => ({ name, bytes: pixel }))
  const link = { name: 'uploads/link.png', bytes: Buffer.from('/etc/passwd'), mode: 0o120777 }
  const again = { name: 'uploads/2016/05/Été.png', bytes: Buffer.from('another') }
  const got = await place().unpacked('uploads.zip', zipOf([...files, link, again]))
  expect(got.files).toEqual(['uploads/2016/05/Été.png'])
  expect(got.first).toEqual(pixel)
  expect(got.report).toContain(`${hostile.length}  files of the archive whose names lead out of it`)
  expect(got.isReadable).toBe(true)
})

test('so they do out of a tar, packed or not', async () => {
  const tar = pack()
  for (const name of ['content/images/a.png', ...hostile.filter((one) => !one.includes('\0'))])
    tar.entry({ name }, pixel)
  tar.entry({ name: 'content/images/link.png', type: 'symlink', linkname: '/etc/passwd' })
  tar.entry({ name: 'content/images/b.pdf' }, 'b')
  tar.finalize()
  const bytes = await buffer(tar)
  for (const [name, archive] of [
    ['a.tar', bytes],
    ['a.tar.gz', gzipSync(bytes)],
  ] as const) {
    const got = await place().unpacked(name, archive)
    expect(got.files).toEqual(['content/images/a.png', 'content/images/b.pdf'])
    expect(got.report).toContain('names lead out')
  }
})

test('a name that stands twice in a tar, or is too long for a disk, ends none of what follows', async () => {
  const tar = pack()
  for (const name of ['a.png', 'a.png', `${'x'.repeat(300)}.png`, 'b.pdf']) tar.entry({ name }, pixel)
  tar.finalize()
  const got = await place().unpacked('a.tar', await buffer(tar))
  expect(got.files).toEqual(['a.png', 'b.pdf'])
  expect(got.report).toContain('files of the archive that could not be unpacked')
  expect(got.isReadable).toBe(true)
})

test('whoever stops an import leaves nothing of the archive behind', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-archive-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'a.zip'), zipOf([{ name: 'a.png', bytes: pixel }]))
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true)
  onTestFinished(() => kill.mockRestore())
  const { folder: to = '' } = await openUploads(join(folder, 'a.zip'), createReport())
  expect(existsSync(join(to, 'a.png'))).toBe(true)
  process.emit('SIGHUP', 'SIGHUP')
  expect(existsSync(to)).toBe(false)
  expect(kill).toHaveBeenCalledWith(process.pid, 'SIGHUP')
})

test('an archive that grows without end, or ends early, is told, and what came before is taken', async () => {
  const zeros = { name: 'b.png', bytes: Buffer.alloc(59e6) }
  const many = [{ name: 'a.png', bytes: pixel }, zeros, { ...zeros, name: 'c.png' }]
  const trap = await place().unpacked('trap.zip', zipOf(many))
  expect(trap).toMatchObject({ isReadable: false, report: expect.stringContaining('grows without end') })
  expect(trap.files).toContain('a.png')
  const large = await place().unpacked('large.zip', zipOf([{ name: 'a.png', bytes: Buffer.alloc(61e6) }]))
  expect(large.report).toContain('files of the archive of more than 60 MB')
  const tar = pack()
  tar.entry({ name: 'a.png' }, pixel)
  tar.entry({ name: 'b.png' }, Buffer.from(Array.from({ length: 50_000 }, (_, at) => (at * at * 7919) % 251)))
  tar.finalize()
  const whole = gzipSync(await buffer(tar))
  const cut = await place().unpacked('cut.tgz', whole.subarray(0, whole.length / 2))
  expect(cut).toMatchObject({ isReadable: false, report: expect.stringContaining('from some place on') })
  expect(cut.files).toContain('a.png')
  const none = await place().unpacked('none.zip', Buffer.from('not at all'))
  expect(none).toMatchObject({ files: [], isReadable: false })
})
