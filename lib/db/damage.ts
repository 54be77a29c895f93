import { Worker } from 'node:worker_threads'
import type { Finding } from '#lib/health.ts'
import type { Log } from '#lib/log.ts'

export type Damage = { inspect(): void; findings(): readonly Finding[]; stop(): Promise<void> }

/** In a thread: a large file takes seconds. */
export function watchDamage(file: string, log: Log | undefined): Damage {
  const message = 'The database file is damaged: stop the site and restore a backup.'
  let found: string | undefined
  let worker: Worker | undefined
  return {
    inspect() {
      worker = new Worker(new URL('./damage-worker.ts', import.meta.url), { workerData: file, name: 'check' })
      worker.unref()
      worker.on('message', (verdict: string) => {
        if (verdict === 'ok') return
        found = verdict
        log?.error('The database file is damaged', { file, found })
      })
      worker.on('error', (error) => log?.warn('The database file could not be checked', { file, error }))
    },
    findings: () => (found ? [{ severity: 'problem', message, detail: found }] : []),
    async stop() {
      await worker?.terminate()
    },
  }
}
