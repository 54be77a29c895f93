import type { Settings } from '#lib/config.ts'

/** One of the staff, signed in. */
export type Staff = {
  /** As STAFF_EMAIL has it. */
  email: string
  sessionId: string
  /** Milliseconds since 1970. */
  expiresAt: number
}

/** The address in STAFF_EMAIL that a text means, capitals or not; undefined for everyone else. */
export function staffNamed({ staffEmails }: Pick<Settings, 'staffEmails'>, text: string): string | undefined {
  return staffEmails.find((email) => email.toLowerCase() === text.toLowerCase())
}

/** What the page to sign in may say above its form, as `?done=` names it. */
export const doorNotes = ['asked', 'asked-later', 'asked-without-mail', 'out', 'out-everywhere'] as const
