import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { descriptorFindings } from '#lib/http/descriptors.ts'

test('while files can be opened there is nothing to say', () => {
  expect(descriptorFindings()).toEqual([])
})

test('a process that can open no more says so', () => {
  const module = new URL('../../../lib/http/descriptors.ts', import.meta.url).href
  const program = `
    import { openSync } from 'node:fs'
    import { descriptorFindings } from ${JSON.stringify(module)}
    try { for (;;) openSync('/dev/null', 'r') } catch {}
    console.log(JSON.stringify(descriptorFindings()))`
  const run = spawnSync(
    'sh',
    ['-c', 'ulimit -n 60; exec "$0" "$@"', process.execPath, '--input-type=module', '-e', program],
    { encoding: 'utf8' },
  )
  expect(JSON.parse(run.stdout)).toMatchObject([{ severity: 'problem' }])
})
