import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

test('a thread finds what is compiled already', () => {
  const cache = mkdtempSync(join(tmpdir(), 'broadsheet-compiled-'))
  onTestFinished(() => rmSync(cache, { recursive: true, force: true }))
  const program = `
    import { enableCompileCache, getCompileCacheDir } from 'node:module'
    import { Worker } from 'node:worker_threads'
    enableCompileCache({ directory: ${JSON.stringify(cache)}, portable: true })
    const { workerEnvironment } = await import('#lib/worker-environment.ts')
    const asks = \`
      import { getCompileCacheDir } from 'node:module'
      import { parentPort } from 'node:worker_threads'
      parentPort.postMessage(getCompileCacheDir())\`
    const thread = new Worker(asks, { eval: true, env: workerEnvironment() })
    thread.on('message', (dir) => console.log(dir !== undefined && dir === getCompileCacheDir()))
  `
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
  })
  expect({ stdout, stderr }).toEqual({ stdout: 'true\n', stderr: '' })
})
