import { codeOf, messageOf } from '#lib/errors.ts'
import { makeCard } from './card.ts'
import { readHead, whyNotDecoded } from './decoder.ts'
import { whyNotDrawn } from './drawing.ts'
import { makeVariant } from './make.ts'
import { makeMark } from './mark.ts'

const works = { makeCard, makeMark, makeVariant, readHead, whyNotDecoded, whyNotDrawn }

export type Works = typeof works

/** Of one of these functions, with what it is given. */
export type Call = { id: number; name: keyof Works; given: unknown[] }

export type Answer = { id: number; value?: unknown; error?: { message: string; code?: string } }

process.on('message', ({ id, name, given }: Call) => {
  const work = works[name] as (...given: unknown[]) => Promise<unknown>
  const answer = (answer: Omit<Answer, 'id'>) => process.send?.({ id, ...answer } satisfies Answer)
  work(...given).then(
    (value) => answer({ value }),
    (error) => answer({ error: { message: messageOf(error), code: codeOf(error) } }),
  )
})
// A terminal and a process manager tell all processes of the site to stop, and it may still wait for a picture.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {})
process.on('disconnect', () => process.exit())
