import { PassThrough, Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { createOutput, mostWaiting, sendToFile, sendToStream } from '#lib/output.ts'

const notice = (dropped: number) => `dropped ${dropped}\n`

test('what a full disk did not take is told in the next line that it takes', () => {
  const full = () => {
    throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
  }
  const written: string[] = []
  let write: (bytes: Buffer) => number = full
  const troubles: string[] = []
  const output = createOutput(
    sendToFile((bytes) => write(bytes)),
    { notice, onTrouble: ({ message }) => troubles.push(message) },
  )
  for (const line of ['a\n', 'b\n']) output.write(line)
  expect([output.dropped(), troubles]).toEqual([2, ['no space left']])
  write = (bytes) => {
    written.push(bytes.toString())
    return bytes.length
  }
  for (const line of ['c\n', 'd\n']) output.write(line)
  expect(written.join('')).toBe('dropped 2\nc\nd\n')
  expect(output.dropped()).toBe(0)
})

test('a line of which the disk took a part spoils no other', () => {
  let file = ''
  let room = 3
  const output = createOutput(
    sendToFile((bytes) => {
      const taken = bytes.subarray(0, room)
      file += taken
      return taken.length
    }),
    { notice },
  )
  output.write('long\n')
  expect(output.dropped()).toBe(1)
  room = 100
  output.write('next\n')
  expect(file).toBe('lon\ndropped 1\nnext\n')
})

test('a reader that stands still costs no more than the bound, and gets what waits when it goes on', async () => {
  const waiting: (() => void)[] = []
  let got = ''
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      waiting.push(() => {
        got += chunk
        done()
      })
    },
  })
  const output = createOutput(sendToStream(stream), { notice })
  const line = `${'x'.repeat(9_999)}\n`
  for (let sent = 0; sent < 1_000; sent++) output.write(line)
  expect(stream.writableLength).toBeLessThan(mostWaiting + 20_000)
  const dropped = output.dropped()
  expect(dropped).toBeGreaterThan(800)
  while (waiting.length) {
    waiting.shift()?.()
    await new Promise(setImmediate)
  }
  output.write('last\n')
  waiting.shift()?.()
  expect(got).toContain(`dropped ${dropped}\nlast\n`)
  expect(got.split('\n').filter(Boolean)).toHaveLength(1_000 - dropped + 2)
})

test('the error of a stream is nobody else’s', async () => {
  const stream = new PassThrough()
  const output = createOutput(sendToStream(stream))
  stream.destroy(new Error('EPIPE'))
  output.write('lost\n')
  await expect.poll(() => output.dropped()).toBe(1)
})
