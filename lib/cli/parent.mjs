// Built-in modules only, any Node.js from 18 on.

/** Milliseconds. */
const interval = 500

/** SIGKILL cannot be passed on: left behind by npm, this process ends as by SIGTERM. */
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
