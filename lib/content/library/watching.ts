import { type FSWatcher, watch } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { folders } from './kinds.ts'

/**
 * Watches the folders in which articles, authors and pages stand: so a change is known at once. Their own subfolders
 * are not watched, they hold pictures and may be many: the next reading through finds what changed there.
 */
export type Watching = {
  /** Watches what has come or has been put in place of another since. */
  renew(): Promise<void>
  close(): void
}

/**
 * @param changed is told the path below the content folder
 * @param failed is told once when the system refuses to watch; nothing is lost by it but a second
 */
export function createWatching(
  contentDir: string,
  changed: (path: string) => void,
  failed: (error: unknown) => void,
): Watching {
  const watchers = new Map<string, { ino: number; watcher: FSWatcher }>()
  let isRefused = false
  let isClosed = false

  function end(folder: string): void {
    watchers.get(folder)?.watcher.close()
    watchers.delete(folder)
  }

  function refuse(error: unknown): void {
    if (!isRefused) failed(error)
    isRefused = true
  }

  return {
    async renew() {
      for (const folder of folders) {
        const there = await stat(join(contentDir, folder)).catch(() => undefined)
        if (watchers.get(folder)?.ino === there?.ino) continue
        end(folder)
        if (!there || isRefused || isClosed) continue
        try {
          const watcher = watch(join(contentDir, folder), { persistent: false }, (_event, name) =>
            changed(name ? `${folder}/${name}` : folder),
          )
          watcher.on('error', refuse)
          watchers.set(folder, { ino: there.ino, watcher })
        } catch (error) {
          refuse(error)
        }
      }
    },
    close() {
      isClosed = true
      for (const folder of folders) end(folder)
    },
  }
}
