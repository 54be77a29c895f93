import { connect } from 'node:net'
import { ask, pause } from './ask.ts'
import { article, type Lab } from './lab.ts'
import type { Run } from './run.ts'

/** What one sender can send, each at its largest. @returns how long a reader waited at worst, in words if too long */
async function attacked(lab: Lab): Promise<string[]> {
  const failures: string[] = []
  const { url, port } = lab.site
  const form = { 'content-type': 'application/x-www-form-urlencoded', origin: url }
  const post = (body: string) =>
    ask(url + article, { body: Buffer.from(body), headers: form, within: 20_000 })
  const part = (number: number) => `--x\r\nContent-Disposition: form-data; name="f${number}"\r\n\r\nv\r\n`
  const many = (count: number, one: (number: number) => string) =>
    Array.from({ length: count }, (_, n) => one(n))
  const attacks: Record<string, () => Promise<unknown>> = {
    'combining marks': () => post(`comment=${encodeURIComponent('a\u0301'.repeat(80_000))}`),
    'many fields': () =>
      post(
        many(120_000, (n) => `f${n}=v`)
          .join('&')
          .slice(0, 1_040_000),
      ),
    'many parts': () =>
      ask(url + article, {
        body: Buffer.from(`${many(14_000, part).join('')}--x--\r\n`),
        headers: { 'content-type': 'multipart/form-data; boundary=x', origin: url },
      }),
    'a body in small pieces': () => inPieces(port, 200_000),
    'pipelined and unread': () => unread(port, 20_000),
    'long Accept-Encoding': () =>
      ask(url + article, { headers: { 'accept-encoding': `${'a,'.repeat(3_500)}a` } }),
    'long query': () => ask(`${url}${article}?${many(1_500, (n) => `${n}=1`).join('&')}`),
    '240 refused posts': () => Promise.all(many(240, (n) => `comment=${n}`).map(post)),
    '600 unknown addresses': () => Promise.all(many(600, (n) => `${url}/unknown-${n}`).map((to) => ask(to))),
  }
  for (const [name, attack] of Object.entries(attacks)) {
    const began = performance.now()
    await attack()
    await pause(200)
    const waits = lab.readers.ready.filter(({ at }) => at >= began - 100).map(({ ms }) => ms)
    const worst = Math.round(Math.max(0, ...waits))
    if (worst > 300) failures.push(`${name}: a reader waited ${worst} ms`)
  }
  return failures
}

function inPieces(port: number, bytes: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1').setNoDelay(true)
    socket.on('error', () => undefined).on('close', () => resolve())
    socket.on('data', () => socket.destroy())
    setTimeout(() => socket.destroy(), 10_000).unref()
    socket.write(
      `POST ${article} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n`,
    )
    for (let sent = 0; sent < bytes; sent += 1_000) socket.write('1\r\na\r\n'.repeat(1_000))
    socket.write('0\r\n\r\n')
  })
}

function unread(port: number, requests: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.pause()
    socket.on('error', () => undefined).on('close', () => resolve())
    setTimeout(() => socket.destroy(), 3_000)
    socket.write(`GET ${article} HTTP/1.1\r\nHost: localhost\r\n\r\n`.repeat(requests))
  })
}

export const attack: readonly Run[] = [
  { name: 'attack', what: 'the largest inputs of one sender, one after the other', fault: attacked },
]
