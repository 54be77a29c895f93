import { expect, test } from 'vitest'
import { type Entry, tarOf } from '#lib/backup/archive.ts'

async function* oneOf(chunks: number): AsyncGenerator<Entry> {
  const chunk = Buffer.alloc(64 * 1024)
  yield { name: 'large', bytes: chunks * chunk.length, body: Array.from({ length: chunks }, () => chunk) }
}

test('a large file that waits for whoever reads the archive leaves no listener behind each time', async () => {
  const warnings: Error[] = []
  const warned = (warning: Error) => void warnings.push(warning)
  process.on('warning', warned)
  let bytes = 0
  try {
    for await (const chunk of tarOf(oneOf(200), () => undefined)) bytes += chunk.length
    await new Promise((resolve) => setImmediate(resolve))
  } finally {
    process.off('warning', warned)
  }
  expect(bytes).toBeGreaterThan(200 * 64 * 1024)
  expect(warnings.map(({ message }) => message)).toEqual([])
})
