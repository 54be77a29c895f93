import type { BigIntStats } from 'node:fs'
import { stat } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { codeOf } from './errors.ts'

/** Between being found and being read a file went, or became another one: looked for again, it gives the right answer. */
export class NotAsFound extends Error {
  constructor(file: string) {
    super(`${file} went or changed while it was read, again and again`)
  }
}

/** About two seconds in all: by then a change of the content is known. */
const mostTries = 20
/** Milliseconds, more from try to try. */
const beforeNextTry = 10

/** Does it again until what it found is still what it reads. */
export async function asFound<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof NotAsFound) || tries === mostTries) throw error
    }
    await setTimeout(tries * beforeNextTry)
  }
}

/** For all that is done with a file that was found a moment ago. */
export async function whileFound<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw gone.has(codeOf(error)) ? new NotAsFound(file) : error
  }
}

const gone = new Set(['ENOENT', 'ENOTDIR'])

/** One that cannot be read is told by the check of the content. */
const ofAbsence = new Set([...gone, 'EISDIR', 'ELOOP', 'EACCES', 'EPERM', 'ENAMETOOLONG'])

/** For `catch`: undefined in place of what is not there for readers. */
export function absent(error: unknown): undefined {
  if (!ofAbsence.has(codeOf(error))) throw error
}

/** Another one with each change of its content. */
export function versionOf(file: string, { mtimeNs, size }: Pick<BigIntStats, 'mtimeNs' | 'size'>): string {
  return `${file}@${mtimeNs}-${size}`
}

export async function assertAsFound(file: string, version: string): Promise<void> {
  const state = await stat(file, { bigint: true }).catch(absent)
  if (!state || versionOf(file, state) !== version) throw new NotAsFound(file)
}
