import type { z } from 'zod'
import type { FormState } from '#lib/request-context.ts'
import { shownAgain } from './typed.ts'

export type Parsed<T> = { ok: T } | Required<FormState>

export function parseForm<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  fields: Readonly<Record<string, unknown>>,
): Parsed<z.output<z.ZodObject<Shape>>> {
  const names = Object.keys(schema.shape)
  const typed = Object.fromEntries(names.map((name) => [name, textOf(fields, name)]))
  const parsed = schema.safeParse(typed)
  if (parsed.success) return { ok: parsed.data }
  const errors: Record<string, string> = {}
  for (const { path, message } of parsed.error.issues) errors[String(path[0])] ??= message
  const values = Object.fromEntries(names.map((name) => [name, shownAgain(typed[name] ?? '')]))
  return { values, errors }
}

function textOf(fields: Readonly<Record<string, unknown>>, name: string): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined
  return typeof value === 'string' ? value : ''
}
