import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Mounts a small disk in memory.
 *
 * @returns what takes it away again
 * @throws in words where this user or machine cannot mount
 */
export function mountTmpfs(folder: string, megabytes: number): () => void {
  mkdirSync(folder, { recursive: true })
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], {
    encoding: 'utf8',
  })
  if (mounted.status !== 0)
    throw new Error(
      `A run with a full disk mounts a small one (mount -t tmpfs): run it as root on Linux. ${mounted.stderr || mounted.error}`,
    )
  return () => void spawnSync('umount', ['--lazy', folder])
}

/**
 * Puts clock and disk of a process into our hands, by a library that is compiled now and loaded before all others.
 *
 * @returns the environment of the process, and how far its clock is off and its fsync takes, in milliseconds
 * @throws in words where there is no C compiler
 */
export function preload(folder: string) {
  const source = fileURLToPath(new URL('./preload.c', import.meta.url))
  const library = join(folder, 'preload.so')
  try {
    execFileSync('gcc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl'], { stdio: 'pipe' })
  } catch (error) {
    throw new Error(
      `A run that changes the clock or slows the disk compiles tests/faults/preload.c: install gcc. ${error}`,
    )
  }
  const control = join(folder, 'control')
  writeFileSync(control, Buffer.alloc(16))
  const set = (place: number, ms: number) => {
    const number = Buffer.alloc(8)
    number.writeBigInt64LE(BigInt(ms))
    const file = openSync(control, 'r+')
    writeSync(file, number, 0, 8, place)
    closeSync(file)
  }
  return {
    env: { LD_PRELOAD: library, FAULTS_CONTROL: control },
    clock: (ms: number) => set(0, ms),
    fsync: (ms: number) => set(8, ms),
  }
}
