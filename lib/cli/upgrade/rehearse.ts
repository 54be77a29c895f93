import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Settings } from '#lib/config.ts'
import { copyDatabase } from '#lib/db/snapshot.ts'
import { answerOf, isAnswering } from './running.ts'

/** Milliseconds: an install over a slow line takes its time. */
const longest = 30 * 60_000
/** At a page, which a busy machine may not give in time. */
const attempts = 3

/**
 * Installs, builds, migrates and starts the version in that folder on a copy of the data, where no mail leaves and nobody
 * else can reach it, and ends it again.
 *
 * @returns what it told when it failed
 */
export async function rehearse(
  next: string,
  settings: Settings,
  data: string,
  tell: (line: string) => void,
): Promise<string | undefined> {
  const { dataDir, database, contentDir } = settings
  mkdirSync(data, { recursive: true })
  if (database.kind === 'sqlite') await copyDatabase(database.file, join(data, 'site.db'))
  if (existsSync(join(dataDir, 'secret'))) cpSync(join(dataDir, 'secret'), join(data, 'secret'))
  const port = await freePort()
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    ...{ PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'error', NEXT_TELEMETRY_DISABLED: '1' },
    ...{ DATA_DIR: data, CONTENT_DIR: contentDir, DATABASE_URL: '', SMTP_URL: '', SITE_URL: '' },
    // What npm says of this command is not for the starter of the next one.
    npm_lifecycle_script: '',
  }
  const child = spawn(process.execPath, [join(next, 'lib/cli/start.mjs')], {
    cwd: next,
    env,
    // By the channel it learns of our end, whatever ends us.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let told = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    told += text
    for (const line of text.split('\n')) if (/^(Installing|Building) /.test(line)) tell(line)
  })
  const ended = once(child, 'exit').then(() => true)
  const until = Date.now() + longest
  try {
    while (Date.now() < until) {
      if (await Promise.race([ended, setTimeout(300, false)])) return told
      if (await isAnswering(port)) return await lookAround(port)
    }
    return `${told}\nIt did not answer within ${longest / 60_000} minutes.`
  } finally {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await ended
  }
}

/** Also so that what the first pages need is compiled already when they are asked for. @returns what is wrong */
async function lookAround(port: number): Promise<string | undefined> {
  const list = await answerOf('/articles', port)
  const [article = '/'] = /\/articles\/(?!page\/)[^"/?#]+(?=")/.exec(list?.text ?? '') ?? []
  for (const path of new Set(['/', '/articles', article])) {
    let status: number | undefined
    for (let attempt = 0; attempt < attempts && !(status && status < 500); attempt++)
      status = (await answerOf(path, port))?.status
    if (!status || status >= 500) return `It starts, but its page ${path} answers ${status ?? 'nothing'}.`
  }
  return undefined
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
