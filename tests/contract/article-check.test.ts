import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { programCopy } from '../support/setup.ts'
import { faultyFiles } from '../unit/organisation/faulty.ts'

test('npm run article -- check tells each slip in the organisation’s own files and exits 1, and 0 once they are mended', async () => {
  const copy = programCopy()
  onTestFinished(copy.remove)
  const content = join(copy.program, 'content')
  const check = () => copy.npm('article', '--', 'check')
  const faulty = ['site.yml', 'theme.yml', 'words.yml'].map(
    (file) => faultyFiles.find((one) => one.file === file) ?? expect.fail(file),
  )
  for (const { file, text } of faulty) writeFileSync(join(content, file), text)
  const { code, out } = await check()
  const lines = out.trimEnd().split('\n')
  expect(lines).toEqual(faulty.flatMap(({ file, told }) => told.map((one) => `content/${file}:${one}`)))
  expect(code).toBe(1)
  for (const { file } of faulty) rmSync(join(content, file))
  expect(await check()).toMatchObject({ code: 0 })
})
