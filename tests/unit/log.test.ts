import { expect, test } from 'vitest'
import { createLog, logFindings } from '#lib/log.ts'

/** A log, and what it wrote. */
function aLog(mask?: (text: string) => string) {
  const lines: string[] = []
  return { lines, log: createLog('info', (line) => void lines.push(line), mask) }
}

const circular: { name: string; self?: unknown } = { name: 'round' }
circular.self = { again: circular }
const caused = new Error('of itself')
caused.cause = caused
const throwing = {
  get field() {
    throw new TypeError('not to be read')
  },
}
let deep: unknown = 'bottom'
for (let depth = 0; depth < 100_000; depth++) deep = [deep]
const { proxy, revoke } = Proxy.revocable({}, {})
revoke()

test.each<[string, unknown]>([
  ['circular', circular],
  ['an error that is its own cause', caused],
  ['a BigInt', 12n],
  ['a symbol', Symbol('s')],
  ['a function', () => undefined],
  ['a getter that throws', throwing],
  ['a toJSON that throws', { toJSON: () => throwing.field }],
  ['nested too deep', deep],
  ['a revoked proxy', proxy],
  ['a text of a million characters', 'x'.repeat(1_000_000)],
  ['a million numbers', new Array(1_000_000).fill(1)],
  ['an invalid date', new Date(Number.NaN)],
])('a field that is %s makes a line, and nothing is thrown', (_name, field) => {
  const { log, lines } = aLog()
  log.error('what happened', { before: 'kept', field })
  expect(lines).toHaveLength(1)
  expect(lines[0]?.length).toBeLessThan(120_000)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'error', message: 'what happened' })
})

test('fields that throw when they are read make a line all the same', () => {
  const { log, lines } = aLog()
  log.warn('what happened', throwing)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ message: 'what happened' })
})

test('what is circular stands in the line as far as it can', () => {
  const { log, lines } = aLog()
  log.info('round', { circular, twice: [caused, caused], big: 12n })
  const line = JSON.parse(lines[0] ?? '')
  expect(line.circular).toEqual({ name: 'round', self: { again: '[circular]' } })
  expect(line.twice[1]).toMatchObject({ message: 'of itself', cause: '[circular]' })
  expect(line.big).toBe('12')
})

test('secrets are masked wherever they stand in a line', () => {
  const { log, lines } = aLog((text) => text.replaceAll('s3cret', '…'))
  log.error('s3cret in words', { error: new Error('s3cret', { cause: { url: 's3cret' } }), list: ['s3cret'] })
  expect(lines[0]).not.toContain('s3cret')
})

test('dropped lines are a warning for /readyz', () => {
  expect(logFindings({ dropped: () => 0 })).toEqual([])
  expect(logFindings({ dropped: () => 3 })).toMatchObject([
    { severity: 'warning', message: expect.stringContaining('3 lines') },
  ])
})

test('of what a driver adds to an error, neither objects nor rows stand in the line', () => {
  const { log, lines } = aLog()
  const error = Object.assign(new Error('violates a constraint'), {
    ...{ code: '23502', detail: 'Failing row contains (Ann, ann@example.org)' },
    ...{ client: { secretKey: 123, connectionParameters: { host: 'db' } }, cause: new Error('why') },
  })
  log.error('what happened', { error })
  expect(JSON.parse(lines[0] ?? '').error).toMatchObject({ code: '23502', cause: { message: 'why' } })
  for (const part of ['secretKey', 'connectionParameters', 'Ann']) expect(lines[0]).not.toContain(part)
})
