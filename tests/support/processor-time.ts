/** From now on: milliseconds of processor time of this process, which a busy machine makes no longer. */
export function watchProcessor(): () => number {
  const before = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  }
}
