/** No browser knows how to fill it. Nothing is imported here, because the forms import this file. */
export const honeypotName = 'topic_hint'

export function isHoneypotFilled(fields: Readonly<Record<string, unknown>>): boolean {
  const value = fields[honeypotName]
  return typeof value === 'string' && value.trim() !== ''
}
