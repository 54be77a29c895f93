import { expect, test } from 'vitest'
import { DatabaseUnavailable, isRefusal, isUnavailable } from '#lib/db/errors.ts'

const coded = (code: string, more: object = {}) =>
  Object.assign(new Error(`failed: ${code}`), { code, ...more })

test('a database that is busy, full, read-only or out of reach is unavailable', () => {
  const codes = [
    ...['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_LOCKED', 'SQLITE_FULL', 'SQLITE_READONLY_DBMOVED'],
    ...['SQLITE_IOERR_FSYNC', 'SQLITE_CANTOPEN', 'SQLITE_IOERR'],
    ...['08006', '25006', '53100', '53300', '55P03', '57P01', '57P03', '57014', '40P01', '28P01', '3D000'],
    ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'],
  ]
  expect(codes.filter((code) => !isUnavailable(coded(code)))).toEqual([])
  expect(isUnavailable(coded('ENOENT', { syscall: 'connect' }))).toBe(true)
})

test('what the drivers say without a code is known by its words', () => {
  const messages = [
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error and is not queryable',
    'The database connection is not open',
  ]
  expect(messages.filter((message) => !isUnavailable(new Error(message)))).toEqual([])
})

test('a mistake of ours, a rule of the data and a damaged file are not: no second try mends them', () => {
  const codes = [
    'SQLITE_CORRUPT',
    'SQLITE_NOTADB',
    'SQLITE_CONSTRAINT_UNIQUE',
    '23505',
    '42P01',
    'XX001',
    'ENOENT',
  ]
  expect(codes.filter((code) => isUnavailable(coded(code)))).toEqual([])
  for (const other of [
    new TypeError('undefined is not a function'),
    'SQLITE_BUSY',
    undefined,
    { code: '08006' },
  ])
    expect(isUnavailable(other)).toBe(false)
})

test('it is found behind other errors, among several, and by name where the class is another copy', () => {
  expect(isUnavailable(new Error('not stored', { cause: coded('SQLITE_FULL') }))).toBe(true)
  expect(isUnavailable(new AggregateError([coded('ECONNREFUSED')], 'every address failed'))).toBe(true)
  expect(isUnavailable(new DatabaseUnavailable('starting'))).toBe(true)
  expect(isUnavailable(Object.assign(new Error('starting'), { name: 'DatabaseUnavailable' }))).toBe(true)
  const circle = new Error('a circle')
  circle.cause = circle
  expect(isUnavailable(circle)).toBe(false)
})

test('a refused login and a database that is not there are settings to correct', () => {
  for (const code of ['28P01', '28000', '3D000'])
    expect(isRefusal(new Error('no', { cause: coded(code) }))).toBe(true)
  for (const code of ['57P03', 'ECONNREFUSED', '53300']) expect(isRefusal(coded(code))).toBe(false)
})
