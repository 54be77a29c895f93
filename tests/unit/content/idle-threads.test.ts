import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import { inWorker } from '#lib/content/parse-pool.ts'
import { indexOf } from '../search/index-of.ts'
import { article, contentFolder } from './folder.ts'

/** Threads that are started from now on. */
function watchThreads(): Worker[] {
  const started: Worker[] = []
  const note = (worker: Worker) => started.push(worker)
  process.on('worker', note)
  onTestFinished(() => void process.off('worker', note))
  return started
}

test('a thread that has nothing left to read ends by itself', async () => {
  const folder = await contentFolder({ 'articles/one.md': article('Words.') })
  const path = 'articles/one.md'
  const version = await stat(join(folder.path, path))
  const started = watchThreads()
  await inWorker('read', 'UTC', folder.path, path, version, { isTried: false })
  expect(started).toHaveLength(1)
  await once(started[0] ?? expect.unreachable(), 'exit')
})

test('so does the one that writes the index of the search, and the search is answered on', async () => {
  const started = watchThreads()
  const { slugs } = await indexOf({ 'articles/one.md': article('Words of a garden.') })
  const writing = started.filter(({ threadName }) => threadName !== 'search')
  expect(writing.map(({ threadName }) => threadName)).toContain('search-index')
  const ended = (worker: Worker) => worker.threadId < 0 || once(worker, 'exit')
  await Promise.all(writing.map(ended))
  expect(await slugs('garden')).toEqual(['one'])
})
