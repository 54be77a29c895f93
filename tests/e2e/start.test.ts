import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test, vi } from 'vitest'
import { aReply, filled, postForm, readForm } from '../support/forms.ts'
import { patience } from '../support/patience.ts'
import { startPostgres } from '../support/postgres.ts'
import { copyProgram, freePort, type Site, startSite } from '../support/site.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const article = '/articles/the-value-of-social-media-for-healthcare'
let site: Site | undefined
afterEach(async () => {
  await site?.remove()
  site = undefined
})

test('every wrong setting is told in one line, and nothing is started', async () => {
  const child = spawn(process.execPath, ['lib/cli/start.mjs'], {
    cwd: root,
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      PORT: 'http',
      SITE_URL: 'https://example.org/blog',
      STAFF_EMAIL: 'not an address',
    },
  })
  let told = ''
  child.stderr.on('data', (chunk) => {
    told += chunk
  })
  const [code] = await once(child, 'exit')
  expect(code).toBe(1)
  expect(told).toMatch(/^PORT must be a whole number from 1 to 65535$/m)
  expect(told).toMatch(/^SITE_URL must be an origin without a path/m)
  expect(told).toMatch(/^STAFF_EMAIL: “not an address” is not an email address/m)
})

test('a port that is taken is told in a sentence, before anything is built', async () => {
  site = await startSite()
  const program = copyProgram()
  try {
    const second = startSite({ program, env: { PORT: String(site.port) } })
    await expect(second).rejects.toThrow(`Port ${site.port} is taken by another program`)
    expect(existsSync(join(program, '.next'))).toBe(false)
  } finally {
    rmSync(program, { recursive: true })
  }
})

test('SIGTERM ends it with 0 whatever clients do, and the port is free', async () => {
  site = await startSite()
  const halfBody = connect(site.port, '127.0.0.1')
  halfBody.on('error', () => {})
  halfBody.write(
    `POST ${article} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nabc`,
  )
  const halfHeaders = connect(site.port, '127.0.0.1')
  halfHeaders.on('error', () => {})
  halfHeaders.write('GET / HTTP/1.1\r\nHost: local')
  await once(halfHeaders, 'connect')
  const begun = performance.now()
  expect(await site.stop()).toBe(0)
  expect(performance.now() - begun).toBeLessThan(10_000)
  await site.start()
})

test('standard output holds nothing but JSON lines', async () => {
  site = await startSite({ env: { LOG_LEVEL: 'debug' } })
  await fetch(site.url)
  await fetch(`${site.url}/nothing-here`)
  await postForm(await readForm(site.url + article, 'reply'), aReply)
  await site.stop()
  for (const line of site.log().trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow()
})

test('with SITE_URL set, links name it and only its origin may post', async () => {
  const port = await freePort()
  site = await startSite({ env: { PORT: String(port), SITE_URL: 'https://www.example.org' } })
  const url = `http://localhost:${port}${article}`
  expect(await (await fetch(url)).text()).toContain(
    `<link rel="canonical" href="https://www.example.org${article}"/>`,
  )
  const form = await readForm(url, 'reply')
  expect((await postForm(form, aReply)).status).toBe(403)
  expect((await postForm(form, aReply, { origin: 'https://www.example.org' })).status).toBe(303)
})

test('a client that posts too fast is told to wait, its text kept', async () => {
  site = await startSite({ env: { FORM_LIMITS: 'on' } })
  const form = await readForm(site.url + article, 'reply')
  for (let sent = 0; sent < 120; sent++) await postForm(form, { ...aReply, email: '' })
  const refused = await fetch(form.url, {
    method: 'POST',
    body: filled(form, { ...aReply, comment: 'One more' }),
  })
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await refused.text()).toContain('One more')
})

test('ready says so, and metrics are for this machine only', async () => {
  site = await startSite()
  const ready = await fetch(`${site.url}/readyz`)
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  expect([ready.status, await ready.json()]).toEqual([200, expect.objectContaining({ ready: true, version })])
  const metrics = await fetch(`${site.url}/metrics`)
  const figures = await metrics.text()
  expect(figures).toMatch(/^broadsheet_outbox_waiting 0$/m)
  expect(figures).toContain(
    `# TYPE broadsheet_build_info gauge\nbroadsheet_build_info{version="${version}"} 1\n`,
  )
  const proxied = await fetch(`${site.url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.9' } })
  expect(proxied.status).toBe(404)
})

test('behind a proxy on the same machine, metrics and the mail server’s words are for a token only', async () => {
  site = await startSite({
    env: { TRUST_PROXY: '1', METRICS_TOKEN: 'a-token-of-ours', SMTP_URL: 'smtp://127.0.0.1:1' },
  })
  const form = await readForm(site.url + article, 'reply')
  expect((await postForm(form, aReply)).status).toBe(303)
  const ready = async (headers: Record<string, string>) =>
    (await (await fetch(`${site?.url}/readyz`, { headers })).json()).warnings.join()
  const token = { authorization: 'Bearer a-token-of-ours' }
  await vi.waitFor(async () => expect(await ready(token)).toContain('127.0.0.1:1'), patience)
  expect(await ready({})).toContain('The mail server takes no mail')
  expect(await ready({})).not.toContain('127.0.0.1')
  const status = async (headers: Record<string, string>) =>
    (await fetch(`${site?.url}/metrics`, { headers })).status
  expect([await status({}), await status({ 'x-real-ip': '203.0.113.9' }), await status(token)]).toEqual([
    404, 404, 200,
  ])
})

test('on PostgreSQL the same is stored and sent', async () => {
  const postgres = await startPostgres()
  try {
    site = await startSite({ env: { DATABASE_URL: postgres.url } })
    const form = await readForm(site.url + article, 'reply')
    expect((await postForm(form, aReply)).status).toBe(303)
    await vi.waitFor(() => expect(site?.mailbox()).toHaveLength(1), patience)
    const ready = await (await fetch(`${site.url}/readyz`)).json()
    expect(ready).toMatchObject({ ready: true, problems: [] })
    await site.stop()
  } finally {
    await postgres.stop()
  }
})
