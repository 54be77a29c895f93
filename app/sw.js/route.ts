import { createHash } from 'node:crypto'
import { goneWorker, offlineWorker } from '#lib/offline-worker.ts'
import { ownFiles } from '#lib/own-files.ts'
import { site } from '#lib/site.ts'
import { theme } from '#lib/theme.ts'
import { version } from '#lib/version.ts'
import { words } from '#lib/words/words.ts'
import { absentPages } from '../page-frame.tsx'

export const dynamic = 'force-dynamic'

export function GET(): Response {
  const text = site.offline ? worker() : goneWorker
  return new Response(text, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } })
}

/** Another one when the offline page looks otherwise. */
function worker(): string {
  const shown = JSON.stringify([version, site, theme(), ownFiles(), absentPages()])
  return offlineWorker({
    line: words()('offline.form'),
    version: createHash('sha256').update(shown).digest('hex').slice(0, 12),
  })
}
