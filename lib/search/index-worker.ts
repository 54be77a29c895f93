import '#lib/without-buffer-pool.ts'
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { type PlainText, unpacked } from '#lib/content/plain-text.ts'
import { codeOf, messageOf } from '#lib/errors.ts'
import type { Entry } from './entry.ts'
import { openIndex } from './index-store.ts'

export type Given = { file: string; contentDir: string; isBulk: boolean }

export type Order =
  | { kind: 'open' }
  | { kind: 'check' }
  | { kind: 'reset' }
  | { kind: 'compare'; marks: readonly (readonly [key: string, mark: string])[] }
  | { kind: 'unseen' }
  | {
      kind: 'write'
      entries: readonly { entry: Entry; plain?: Uint8Array | undefined; isUnread?: boolean }[]
      removed: readonly string[]
    }
  | { kind: 'finish'; isFirst: boolean }
  | { kind: 'close' }

export type Report = { value?: unknown; error?: { code: string; message: string } }

const { file, contentDir, isBulk } = workerData as Given
// Of this thread alone, on Linux: readers come first.
if (isBulk && process.platform === 'linux') setPriority(10)
const store = openIndex(file)

const nothing: PlainText = { text: '', aside: '' }

/** The parser is loaded only where a text did not come with its entry. */
async function parsed(entry: Entry): Promise<PlainText> {
  const { readPlain } = await import('./read-plain.ts')
  return readPlain(contentDir, entry)
}

async function obey(order: Order): Promise<unknown> {
  switch (order.kind) {
    case 'open':
      return store.isBuilt()
    case 'check': {
      const isSound = store.isSound()
      if (!isSound) store.reset()
      return isSound
    }
    case 'reset':
      return store.reset()
    case 'compare':
      return store.compare(order.marks)
    case 'unseen':
      return store.unseen()
    case 'write': {
      const entries = []
      for (const { entry, plain: bytes, isUnread } of order.entries)
        if (bytes) entries.push({ entry, plain: unpacked(bytes), bytes })
        else entries.push({ entry, plain: isUnread ? nothing : await parsed(entry) })
      return store.write(entries, order.removed)
    }
    case 'finish':
      return store.finish(order.isFirst)
    case 'close':
      return store.close()
  }
}

parentPort?.on('message', (order: Order) => {
  void obey(order).then(
    (value) => parentPort?.postMessage({ value } satisfies Report),
    (error) =>
      parentPort?.postMessage({ error: { code: codeOf(error), message: messageOf(error) } } satisfies Report),
  )
})
