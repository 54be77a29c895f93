import { expect, test } from 'vitest'
import { judged, partIn } from '#lib/http/conditions.ts'

test.each([
  ['bytes=0-3', { first: 0, last: 3 }],
  ['bytes=0-0', { first: 0, last: 0 }],
  ['bytes=4-', { first: 4, last: 9 }],
  ['bytes=-3', { first: 7, last: 9 }],
  ['bytes=-99', { first: 0, last: 9 }],
  ['bytes=8-99', { first: 8, last: 9 }],
  ['BYTES= 2-4 ', { first: 2, last: 4 }],
  ['bytes=0-99999999999999999999999', { first: 0, last: 9 }],
  ['bytes=10-', 'none'],
  ['bytes=10-12', 'none'],
  ['bytes=99999999999999999999999-', 'none'],
  ['bytes=-0', 'none'],
  [undefined, undefined],
  ['', undefined],
  ['bytes', undefined],
  ['bytes=', undefined],
  ['bytes=-', undefined],
  ['bytes=4-2', undefined],
  ['bytes=a-b', undefined],
  ['bytes=1.5-2', undefined],
  ['bytes=-1-2', undefined],
  ['items=0-3', undefined],
  ['bytes=0-1,4-5', undefined],
  ['bytes=0-3;x', undefined],
])('of ten bytes “%s” is %j', (header, part) => {
  expect(partIn(header, 10)).toEqual(part)
})

test.each([
  ['bytes=0-', 'none'],
  ['bytes=-5', undefined],
  ['bytes=-0', 'none'],
])('of a file without bytes “%s” is %j', (header, part) => {
  expect(partIn(header, 0)).toEqual(part)
})

const modified = Date.UTC(2026, 10, 20, 12, 0, 0, 500)
const state = { etag: 'abc', modified, size: 10 }
const then = 'Fri, 20 Nov 2026 12:00:00 GMT'
const before = 'Fri, 20 Nov 2026 11:59:59 GMT'
const after = 'Fri, 20 Nov 2026 12:00:01 GMT'
const range = 'bytes=2-4'

test.each([
  [{}, 200],
  [{ range }, 206],
  [{ range: 'bytes=20-' }, 416],
  [{ range: 'bytes=0-1,3-4' }, 200],
  [{ 'if-none-match': '"abc"' }, 304],
  [{ 'if-none-match': 'W/"abc", "x"' }, 304],
  [{ 'if-none-match': '*' }, 304],
  [{ 'if-none-match': '"x"', 'if-modified-since': after }, 200],
  [{ 'if-modified-since': then }, 304],
  [{ 'if-modified-since': after }, 304],
  [{ 'if-modified-since': before }, 200],
  [{ 'if-modified-since': 'yesterday' }, 200],
  [{ 'if-modified-since': '0' }, 200],
  [{ 'if-match': '"abc"', range }, 206],
  [{ 'if-match': 'W/"abc"', range }, 412],
  [{ 'if-match': '"x"', range }, 412],
  [{ 'if-match': '*' }, 200],
  [{ 'if-unmodified-since': before }, 412],
  [{ 'if-unmodified-since': then, range }, 206],
  [{ 'if-unmodified-since': 'never' }, 200],
  [{ 'if-range': '"abc"', range }, 206],
  [{ 'if-range': 'W/"abc"', range }, 200],
  [{ 'if-range': '"x"', range }, 200],
  [{ 'if-range': '"x"', range: 'bytes=20-' }, 200],
  [{ 'if-range': then, range }, 206],
  [{ 'if-range': before, range }, 200],
  [{ 'if-range': after, range }, 200],
  [{ 'if-range': 'nothing', range }, 200],
  [{ 'if-none-match': '"abc"', range }, 304],
])('a reader who sends %j is answered %i', (asked, status) => {
  expect(judged('GET', asked, state, modified + 60_000).status).toBe(status)
})

test('a range is of GET alone, and a date within the last second tells no versions apart', () => {
  expect(judged('HEAD', { range }, state, modified + 60_000).status).toBe(200)
  expect(judged('GET', { range, 'if-range': then }, state, modified + 400).status).toBe(200)
})
