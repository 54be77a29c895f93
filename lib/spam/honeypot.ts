/**
 * Name of a field that people do not see and that no browser knows how to fill: only a robot does. Nothing is
 * imported here, because the forms import this file.
 */
export const honeypotName = 'topic_hint'

/** Whether something was written into the field that people do not see. */
export function isHoneypotFilled(fields: Readonly<Record<string, unknown>>): boolean {
  const value = fields[honeypotName]
  return typeof value === 'string' && value.trim() !== ''
}
