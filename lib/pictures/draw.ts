import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { isMainThread, MessageChannel, type MessagePort, parentPort } from 'node:worker_threads'
import { codeOf, messageOf } from '#lib/errors.ts'
import { workerEnvironment } from '#lib/worker-environment.ts'
import type { Answer, Call, Works } from './draw-process.ts'

/** Milliseconds of rest after which it ends, and with it all the memory that pictures took. */
const idleFor = 5_000

/** No secret of the site, for it reads what strangers may have made. */
const handedOn = /^(?:path|home|te?mp|tmpdir|systemroot|lang|(?:lc|ld|xdg|malloc|node)_.*|font.*)$/i

export class DrawingEnded extends Error {}

/** What a thread asks the main one for: the process of a thread that has ended would stay in the system's table. */
export type Asked = { name: keyof Works; given: unknown[]; port: MessagePort }

type Told = { value?: unknown; error?: { message: string; code: string; isEnd: boolean } }

type Drawing = { call: (name: keyof Works, given: unknown[]) => Promise<unknown>; leave: () => void }

let shared: Drawing | undefined

/**
 * In a process of its own: the memory that libvips takes goes with it, and what ends it ends no site.
 *
 * @throws DrawingEnded for what ends a process that does nothing else, and whatever the work itself throws
 */
export async function draw<Name extends keyof Works>(
  name: Name,
  ...given: Parameters<Works[Name]>
): Promise<Awaited<ReturnType<Works[Name]>>> {
  const value = await (isMainThread ? drawnHere(name, given) : drawnByMain(name, given))
  return value as Awaited<ReturnType<Works[Name]>>
}

async function drawnHere(name: keyof Works, given: unknown[]): Promise<unknown> {
  shared ??= startDrawing()
  try {
    return await shared.call(name, given)
  } catch (error) {
    if (!(error instanceof DrawingEnded)) throw error
  }
  // Of several pictures nobody knows which one it was.
  const alone = startDrawing()
  try {
    return await alone.call(name, given)
  } finally {
    alone.leave()
  }
}

async function drawnByMain(name: keyof Works, given: unknown[]): Promise<unknown> {
  const { port1, port2 } = new MessageChannel()
  parentPort?.postMessage({ name, given, port: port2 } satisfies Asked, [port2])
  const [{ value, error }]: [Told] = (await once(port1, 'message')) as [Told]
  port1.close()
  if (!error) return value
  throw Object.assign(error.isEnd ? new DrawingEnded(error.message) : new Error(error.message), {
    code: error.code,
  })
}

/** For a thread. */
export async function drawFor({ name, given, port }: Asked): Promise<void> {
  const told: Told = await drawnHere(name, given).then(
    (value) => ({ value }),
    (error) => ({
      error: { message: messageOf(error), code: codeOf(error), isEnd: error instanceof DrawingEnded },
    }),
  )
  port.postMessage(told)
}

function startDrawing(): Drawing {
  const environment = Object.entries(workerEnvironment()).filter(([name]) => handedOn.test(name))
  const child = fork(fileURLToPath(new URL('./draw-process.ts', import.meta.url)), {
    ...{ env: Object.fromEntries(environment) as NodeJS.ProcessEnv, execArgv: [] },
    ...{ serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  })
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let last = 0
  let idle: NodeJS.Timeout | undefined

  child.on('message', ({ id, value, error }: Answer) => {
    const asked = waiting.get(id)
    waiting.delete(id)
    if (error) asked?.reject(Object.assign(new Error(error.message), { code: error.code }))
    else asked?.resolve(value)
    if (waiting.size) return
    // At rest it keeps nobody from ending.
    child.unref()
    child.channel?.unref()
    idle = setTimeout(drawing.leave, idleFor).unref()
  })
  child.on('error', (error) => end(error.message))
  child.on('exit', (code, signal) => end(signal ?? `code ${code}`))

  function end(reason: string): void {
    drawing.leave()
    const error = new DrawingEnded(`the process that draws pictures has ended: ${reason}`)
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }

  const drawing: Drawing = {
    call: (name, given) =>
      new Promise((resolve, reject) => {
        clearTimeout(idle)
        child.ref()
        child.channel?.ref()
        last += 1
        waiting.set(last, { resolve, reject })
        child.send({ id: last, name, given } satisfies Call, (error) => error && end(error.message))
      }),
    leave() {
      clearTimeout(idle)
      if (shared === drawing) shared = undefined
      if (child.connected) child.disconnect()
    },
  }
  return drawing
}
