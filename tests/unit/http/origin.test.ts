import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { createClients } from '#lib/http/clients.ts'
import { isOwnOrigin } from '#lib/http/origin.ts'
import { createLog } from '#lib/log.ts'

function requestWith(headers: Record<string, string>): IncomingMessage {
  const request = new IncomingMessage(new Socket())
  return Object.assign(request, { headers: { host: 'www.example.org', ...headers } })
}

const sites = [
  { siteUrl: 'https://www.example.org', siteUrlGiven: true },
  { siteUrl: 'http://localhost:3000', siteUrlGiven: false },
]

test.each([
  [{}, true],
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ 'sec-fetch-site': 'cross-site' }, false],
  [{ referer: 'https://www.example.org/articles/a' }, true],
  [{ referer: 'https://evil.example/' }, false],
  [{ referer: 'https://evil.example/?https://www.example.org/' }, false],
  [{ referer: 'https://www.example.org.evil.example/' }, false],
  [{ referer: 'nonsense' }, false],
  [{ referer: 'https://www.example.org/', 'sec-fetch-site': 'cross-site' }, false],
  [{ origin: 'https://www.example.org', referer: 'https://evil.example/' }, true],
  [{ origin: 'https://evil.example', referer: 'https://www.example.org/' }, false],
  [{ origin: 'null', referer: 'https://www.example.org/' }, false],
])('a post that says %j of where it comes from: taken %s', (headers, isTaken) => {
  for (const site of sites) expect(isOwnOrigin(requestWith(headers), site)).toBe(isTaken)
})

test('a proxy that does not say whom it speaks for is told of, until it does', () => {
  const clients = createClients(1, createLog('error'))
  expect(clients.check()).toEqual([])
  clients.keyOf(requestWith({}))
  expect(clients.check()).toMatchObject([
    { severity: 'warning', message: expect.stringContaining('sends no X-Forwarded-For') },
  ])
  clients.keyOf(requestWith({ 'x-forwarded-for': 'somebody' }))
  expect(clients.check()).toMatchObject([{ message: expect.stringContaining('no address') }])
  expect(clients.keyOf(requestWith({ 'x-forwarded-for': '198.51.100.1, 192.0.2.7:4711' }))).toBe('192.0.2.7')
  expect(clients.check()).toEqual([])
})

test('without a proxy nothing is missed', () => {
  const clients = createClients(0, createLog('error'))
  clients.keyOf(requestWith({}))
  expect(clients.check()).toEqual([])
})
