// Built-in modules only, any Node.js from 18 on.

/** Milliseconds between two looks at who the parent is. */
const interval = 500

/**
 * Started by `npm start`, npm is this process's parent, and its end is meant for both. A SIGKILL cannot be passed on:
 * whoever's parent is no longer npm was left behind, and ends as by SIGTERM. Without npm (`exec node …` of a service,
 * `nohup`, `setsid`, a shell's `&`) nobody's death ends it.
 */
export function endWithNpm() {
  if (!process.env.npm_lifecycle_script?.startsWith('exec node lib/cli/start.mjs')) return
  const npm = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === npm) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, interval)
  watch.unref()
}
