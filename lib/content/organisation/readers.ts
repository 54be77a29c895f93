import { z } from 'zod'
import { asked, expected } from '../schema.ts'

export type Context = z.core.$RefinementCtx

/** A text that is read as something else, in the form that its message asks for. */
export function read<Value>(name: string, form: string, value: (typed: string) => Value | undefined) {
  return z.string(asked(name, form)).transform((typed, context: Context) => {
    const found = value(typed.trim())
    if (found !== undefined) return found
    context.addIssue(expected(name, typed, form))
    return z.NEVER
  })
}

export function whole(name: string, from: number, to: number) {
  return read(name, `a whole number from ${from} to ${to}`, (typed) => {
    const number = Number(typed)
    return /^\d+$/.test(typed) && number >= from && number <= to ? number : undefined
  })
}

export function fitting(name: string, form: string, fits: (typed: string) => boolean) {
  return read(name, form, (typed) => (fits(typed) ? typed : undefined))
}

export function oneOf<const Names extends readonly string[]>(name: string, names: Names) {
  return z.enum(names, asked(name, `one of ${names.join(', ')}`))
}

/** As words; another reader of YAML takes them for true and false, and so do people. */
export function onOrOff(name: string) {
  return z.stringbool({ truthy: ['on', 'true'], falsy: ['off', 'false'], ...asked(name, 'on or off') })
}
