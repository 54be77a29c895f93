import { getCompileCacheDir } from 'node:module'
import { dirname } from 'node:path'

/** With what is compiled already and rid of its types: without it a thread takes 23 MB more, and twice the time to start. */
export function workerEnvironment(): NodeJS.ProcessEnv {
  const cache = getCompileCacheDir()
  if (!cache) return process.env
  // Its last part is the version's, which Node.js adds by itself.
  return { ...process.env, NODE_COMPILE_CACHE: dirname(cache), NODE_COMPILE_CACHE_PORTABLE: '1' }
}
